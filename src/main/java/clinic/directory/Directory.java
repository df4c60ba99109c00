package clinic.directory;

import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the directory. Reading is for everybody; every change is an admin's, but that a doctor may set his own
 * offers. Unknown ids answer {@link clinic.shared.NotFound}, values that cannot be {@link clinic.shared.Invalid}.
 */
public interface Directory {

    List<Location> locations(Actor actor);

    Location location(Actor actor, LocationId id);

    Location addLocation(Actor admin, NewLocation location);

    /** @throws clinic.shared.Invalid (IN_USE) for another zone once there are hours or visits at the location */
    Location changeLocation(Actor admin, LocationId id, NewLocation location);

    /** @throws clinic.shared.Invalid (IN_USE) when anything refers to it */
    void removeLocation(Actor admin, LocationId id);

    List<Room> rooms(Actor actor, @Nullable LocationId location);

    Room addRoom(Actor admin, LocationId location, String name);

    Room renameRoom(Actor admin, RoomId id, String name);

    /** @throws clinic.shared.Invalid (IN_USE) when anything refers to it */
    void removeRoom(Actor admin, RoomId id);

    List<AppointmentType> types(Actor actor);

    AppointmentType type(Actor actor, TypeId id);

    AppointmentType addType(Actor admin, NewType type);

    AppointmentType changeType(Actor admin, TypeId id, NewType type);

    /** @throws clinic.shared.Invalid (IN_USE) when a doctor offers it or an appointment is of it */
    void removeType(Actor admin, TypeId id);

    /** Doctors by name; each filter that is present narrows them. A location counts where the doctor has an offer for it. */
    List<Doctor> doctors(Actor actor, @Nullable TypeId type, @Nullable LocationId location, @Nullable String specialty);

    Doctor doctor(Actor actor, DoctorId id);

    List<Doctor> doctors(Actor actor, Collection<DoctorId> ids);

    /** A doctor may exist before having an account; an address sends the invitation in the same transaction. */
    Doctor addDoctor(Actor admin, String name, List<String> specialties, @Nullable String email);

    /**
     * Gives a doctor who has no account one, and has the invitation sent, in one step.
     *
     * @throws clinic.shared.Invalid (TAKEN) when the doctor has an account, or the address does
     */
    Doctor inviteDoctor(Actor admin, DoctorId id, String email);

    Doctor changeDoctor(Actor admin, DoctorId id, String name, List<String> specialties);

    /** @throws clinic.shared.Invalid (IN_USE) for a doctor who can sign in or was ever booked */
    void removeDoctor(Actor admin, DoctorId id);

    List<Offer> offers(Actor actor, Collection<DoctorId> doctors, @Nullable TypeId type);

    /**
     * Replaces all offers of this doctor; for admins and the doctor. Inside the caller's transaction, who has locked the
     * doctor's calendar; the only caller is availability, which knows the visits that stand.
     */
    List<Offer> setOffers(Actor actor, DoctorId doctor, List<Offer> offers);

    /**
     * All that bears on visits of one type, in one reading; for everybody.
     *
     * @param doctor leaves out what is said of others
     * @param location leaves out who does not give it there
     * @param closed which closures are of interest
     * @param asOf as it was at an instant; absent means as it is
     * @throws clinic.shared.NotFound for an unknown type, doctor or location
     */
    Offering offering(
            Actor actor,
            TypeId type,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            TimeRange closed,
            @Nullable Instant asOf);

    /** Closures that touch the range, soonest first. */
    List<Closure> closures(Actor actor, TimeRange during);

    Optional<Closure> closure(Actor actor, ClosureId id);

    /**
     * Inside the caller's transaction, so that the doctors' calendars it covers can be locked with it; the only caller is
     * availability, which decides what a closure does to times.
     */
    Closure addClosure(Actor admin, @Nullable LocationId location, TimeRange during, String name);

    /** As {@link #addClosure}, for availability alone, which takes back what the closure left outside. */
    void removeClosure(Actor admin, ClosureId id);

    /**
     * The public holidays of a year, soonest first, as stretches in which a location could be shut; nothing is stored.
     *
     * @param country ISO 3166-1 alpha-2, such as "de"
     * @param region the part of the country by its ISO 3166-2 code without the country, such as "by"; absent means the
     *     days that hold in the whole country
     * @param zone of the location: a holiday runs there from the start of its day to the start of the next
     * @throws clinic.shared.Invalid (UNKNOWN) for a country or region without a calendar
     */
    List<Holiday> proposeHolidays(String country, @Nullable String region, int year, ZoneId zone);

    /** Every number of the policy, as the clinic, its types and its doctors set it; for everybody. */
    Policies policies(Actor actor);

    /**
     * Replaces what a scope says; for admins. Appointments that stand are not judged again.
     *
     * @param settings what a type or a doctor leaves out is as the clinic says; the clinic leaves nothing out
     * @throws clinic.shared.Invalid (OUT_OF_RANGE, REQUIRED) naming each number by its key
     */
    Policies changePolicy(Actor admin, PolicyScope scope, Map<PolicyRule, Integer> settings);

    /** A public holiday in one zone. */
    record Holiday(String name, TimeRange during) {}

    /** What an admin says of a location. */
    record NewLocation(
            String name,
            ZoneId zone,
            @Nullable String address,
            @Nullable String phone) {}

    /** What an admin says of an appointment type; see {@link AppointmentType}. */
    record NewType(
            String name,
            List<Duration> durations,
            Duration bufferBefore,
            Duration bufferAfter,
            boolean instant,
            boolean roomRequired,
            @Nullable Duration step) {}
}
