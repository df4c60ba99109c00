package clinic.directory.jdbc;

import clinic.directory.AppointmentType;
import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.Offering;
import clinic.directory.Policies;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.directory.Room;
import clinic.directory.RoomId;
import clinic.directory.TypeId;
import clinic.identity.Identity;
import clinic.identity.PersonLeft;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the act for each call; the classes beside it do the work inside. */
@Component
class StoredDirectory implements Directory {

    private final Transactions transactions;
    private final Locations locations;
    private final Types types;
    private final Doctors doctors;
    private final Offers offers;
    private final Closures closures;
    private final PolicySettings policies;
    private final Offerings offerings;

    StoredDirectory(Transactions transactions, JdbcClient jdbc, Clock clock, Identity identity) {
        this.transactions = transactions;
        this.locations = new Locations(jdbc, clock);
        this.types = new Types(jdbc, clock);
        this.doctors = new Doctors(jdbc, clock, identity);
        this.offers = new Offers(jdbc, types, locations);
        this.closures = new Closures(jdbc, locations);
        this.policies = new PolicySettings(jdbc);
        this.offerings = new Offerings(jdbc);
    }

    @Override
    public List<Location> locations(Actor actor) {
        return transactions.as(actor, locations::all);
    }

    @Override
    public Location location(Actor actor, LocationId id) {
        return transactions.as(actor, () -> locations.one(id));
    }

    @Override
    public Location addLocation(Actor admin, NewLocation location) {
        return transactions.as(admin, () -> locations.add(location));
    }

    @Override
    public Location changeLocation(Actor admin, LocationId id, NewLocation location) {
        return transactions.as(admin, () -> locations.change(id, location));
    }

    @Override
    public void removeLocation(Actor admin, LocationId id) {
        run(admin, () -> locations.remove(id));
    }

    @Override
    public List<Room> rooms(Actor actor, @Nullable LocationId location) {
        return transactions.as(actor, () -> locations.rooms(location));
    }

    @Override
    public Room addRoom(Actor admin, LocationId location, String name) {
        return transactions.as(admin, () -> locations.addRoom(location, name));
    }

    @Override
    public Room renameRoom(Actor admin, RoomId id, String name) {
        return transactions.as(admin, () -> locations.renameRoom(id, name));
    }

    @Override
    public void removeRoom(Actor admin, RoomId id) {
        run(admin, () -> locations.removeRoom(id));
    }

    @Override
    public List<AppointmentType> types(Actor actor) {
        return transactions.as(actor, types::all);
    }

    @Override
    public AppointmentType type(Actor actor, TypeId id) {
        return transactions.as(actor, () -> types.one(id));
    }

    @Override
    public AppointmentType addType(Actor admin, NewType type) {
        return transactions.as(admin, () -> types.add(type));
    }

    @Override
    public AppointmentType changeType(Actor admin, TypeId id, NewType type) {
        return transactions.as(admin, () -> types.change(id, type));
    }

    @Override
    public void removeType(Actor admin, TypeId id) {
        run(admin, () -> types.remove(id));
    }

    @Override
    public List<Doctor> doctors(
            Actor actor, @Nullable TypeId type, @Nullable LocationId location, @Nullable String specialty) {
        return transactions.as(actor, () -> doctors.matching(type, location, specialty));
    }

    @Override
    public Doctor doctor(Actor actor, DoctorId id) {
        return transactions.as(actor, () -> doctors.one(id));
    }

    @Override
    public List<Doctor> doctors(Actor actor, Collection<DoctorId> ids) {
        return transactions.as(actor, () -> doctors.all(ids));
    }

    @Override
    public Doctor addDoctor(Actor admin, String name, List<String> specialties, @Nullable String email) {
        return transactions.as(admin, () -> doctors.add(admin, name, specialties, email));
    }

    @Override
    public Doctor inviteDoctor(Actor admin, DoctorId id, String email) {
        return transactions.as(admin, () -> doctors.invite(admin, id, email));
    }

    /** Runs inside the act of whoever changes the account. */
    @EventListener
    void personLeft(PersonLeft event) {
        doctors.release(event.account());
    }

    @Override
    public Doctor changeDoctor(Actor admin, DoctorId id, String name, List<String> specialties) {
        return transactions.as(admin, () -> doctors.change(id, name, specialties));
    }

    @Override
    public void removeDoctor(Actor admin, DoctorId id) {
        run(admin, () -> doctors.remove(id));
    }

    @Override
    public List<Offer> offers(Actor actor, Collection<DoctorId> ofDoctors, @Nullable TypeId type) {
        return transactions.as(actor, () -> offers.of(ofDoctors, type));
    }

    @Override
    public List<Offer> setOffers(Actor actor, DoctorId doctor, List<Offer> wanted) {
        if (!DirectoryAccess.theDoctorAndAdminsChooseOffers(actor, doctor)) {
            throw new NotFound("doctor");
        }
        return transactions.as(actor, () -> {
            doctors.one(doctor);
            return offers.replace(doctor, wanted);
        });
    }

    @Override
    public Offering offering(
            Actor actor,
            TypeId type,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            TimeRange closed,
            @Nullable Instant asOf) {
        return transactions.as(actor, () -> offerings.of(type, doctor, location, closed, asOf));
    }

    @Override
    public List<Closure> closures(Actor actor, TimeRange during) {
        return transactions.as(actor, () -> closures.touching(during));
    }

    @Override
    public Optional<Closure> closure(Actor actor, ClosureId id) {
        return transactions.as(actor, () -> closures.one(id));
    }

    @Override
    public Closure addClosure(Actor admin, @Nullable LocationId location, TimeRange during, String name) {
        return transactions.as(admin, () -> closures.add(location, during, name));
    }

    @Override
    public void removeClosure(Actor admin, ClosureId id) {
        run(admin, () -> closures.remove(id));
    }

    @Override
    public List<Holiday> proposeHolidays(String country, @Nullable String region, int year, ZoneId zone) {
        return Holidays.of(country, region, year, zone);
    }

    @Override
    public Policies policies(Actor actor) {
        return transactions.as(actor, policies::all);
    }

    @Override
    public Policies changePolicy(Actor admin, PolicyScope scope, Map<PolicyRule, Integer> settings) {
        return transactions.as(admin, () -> {
            if (scope.type() != null) {
                types.one(scope.type());
            }
            if (scope.doctor() != null) {
                doctors.one(scope.doctor());
            }
            return policies.change(scope, settings);
        });
    }

    private void run(Actor admin, Runnable work) {
        transactions.<@Nullable Void>as(admin, () -> {
            work.run();
            return null;
        });
    }
}
