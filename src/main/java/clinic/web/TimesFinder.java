package clinic.web;

import clinic.availability.Availability;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.booking.AppointmentView;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.Policies;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.web.TimesView.Conflict;
import clinic.web.TimesView.Panel;
import clinic.web.TimesView.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Lays free times out for a page. Which times are free is not decided here. */
@Component
class TimesFinder {

    static final int MANY = 2000;

    private final Directory directory;
    private final Availability availability;
    private final Visits visits;
    private final Clock clock;

    TimesFinder(Directory directory, Availability availability, Visits visits, Clock clock) {
        this.directory = directory;
        this.availability = availability;
        this.visits = visits;
        this.clock = clock;
    }

    /**
     * What the reader looks for, as the address says it.
     *
     * @param path the page that lists times; the one that confirms lies below it
     * @param moving the visit that is to be moved; absent for a new one
     * @param from the first day shown; absent, or one that cannot be booked, means the day of the soonest time
     * @param day the day that a narrow screen shows
     */
    record Wanted(
            String path,
            @Nullable TypeId type,
            @Nullable AppointmentView moving,
            Narrowed by,
            @Nullable LocalDate from,
            @Nullable LocalDate day,
            @Nullable PickedTime time) {}

    /** @return empty while the clinic has no kinds of visit or no places yet */
    Optional<TimesView> find(Actor actor, Wanted wanted) {
        List<AppointmentType> types = directory.types(actor);
        List<Location> locations = directory.locations(actor);
        if (types.isEmpty() || locations.isEmpty()) {
            return Optional.empty();
        }
        AppointmentType type = wanted.type() == null ? types.getFirst() : directory.type(actor, wanted.type());
        List<Doctor> offering = directory.doctors(actor, type.id(), wanted.by().place(), null);
        DoctorId whose = wanted.by().whose();
        List<Doctor> doctors = whose == null
                ? offering
                : offering.stream().filter(d -> d.id().equals(whose)).toList();
        DoctorId usual = visits.usualDoctor(actor).orElse(null);
        Instant now = clock.instant();
        Instant last = now.plus(horizon(actor, type.id(), doctors));
        TimeRange inSight = TimesLayout.inSight(now, last, wanted.from());
        return Optional.of(availability.browse(
                actor,
                query(actor, type.id(), wanted.moving(), wanted.by(), inSight),
                times -> new TimesLayout(times, wanted, type, locations, doctors, now, last)
                        .view(types, offering, usual)));
    }

    /** How far ahead any of them can be booked. */
    private Duration horizon(Actor actor, TypeId type, List<Doctor> doctors) {
        Policies policies = directory.policies(actor);
        return doctors.stream()
                .map(doctor -> policies.of(type, doctor.id()).horizon())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> policies.of(type, null).horizon());
    }

    /** The picked time with what must be confirmed about it; empty when it is no longer free, or the moved visit has it. */
    Optional<Panel> panel(
            Actor actor,
            TypeId type,
            @Nullable AppointmentView moving,
            PickedTime picked,
            String path,
            Narrowed by,
            @Nullable String note) {
        if (moving != null && picked.is(moving)) {
            return Optional.empty();
        }
        TimeRange thatInstant = TimeRange.starting(picked.start(), Duration.ofSeconds(1));
        return availability.freeTimes(actor, query(actor, type, moving, only(picked), thatInstant)).stream()
                .filter(picked::is)
                .findFirst()
                .map(slot -> panel(actor, slot, path, by, note));
    }

    private static Narrowed only(PickedTime picked) {
        return new Narrowed(picked.location().value(), picked.doctor().value(), null);
    }

    private Panel panel(Actor actor, Slot slot, String path, Narrowed by, @Nullable String note) {
        AppointmentType type = directory.type(actor, slot.type());
        Doctor doctor = directory.doctor(actor, slot.doctor());
        Location location = directory.location(actor, slot.location());
        Instant until = slot.during()
                .start()
                .minus(directory.policies(actor).of(slot.type(), slot.doctor()).cancelCutOff());
        Time time = time(slot, doctor, location, path, by, true);
        return new Panel(
                time,
                type,
                slot.instant(),
                "/appointments",
                path + "/confirm",
                note,
                UUID.randomUUID().toString(),
                until.isAfter(clock.instant()) ? until : null,
                null);
    }

    /** Says what happened to a wanted time, with others to pick instead. */
    Conflict conflict(
            Actor actor, String reason, PickedTime wanted, List<Slot> alternatives, String path, Narrowed by) {
        Location location = directory.location(actor, wanted.location());
        Map<DoctorId, Doctor> doctors =
                directory.doctors(actor, alternatives.stream().map(Slot::doctor).toList()).stream()
                        .collect(Collectors.toMap(Doctor::id, Function.identity(), (a, b) -> a));
        List<Time> times = alternatives.stream()
                .map(slot -> time(
                        slot,
                        listed(doctors.get(slot.doctor())),
                        directory.location(actor, slot.location()),
                        path,
                        by,
                        false))
                .toList();
        Visit own = visits.own(actor, wanted).orElse(null);
        return new Conflict(reason, wanted.start(), location.zone(), times, null, own);
    }

    static <T> T listed(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("A free time of a doctor or at a place that the directory does not list");
        }
        return found;
    }

    static Time time(Slot slot, Doctor doctor, Location location, String path, Narrowed by, boolean chosen) {
        PickedTime picked = PickedTime.of(slot);
        return new Time(slot, doctor, location, picked.toString(), confirming(path, slot.type(), picked, by), chosen);
    }

    /** The address of the page that asks for confirmation. */
    static String confirming(String path, TypeId type, PickedTime picked, Narrowed by) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path + "/confirm")
                .queryParam("type", type.value())
                .queryParam("time", picked);
        by.fields().forEach(uri::queryParam);
        return uri.toUriString();
    }

    private static SlotQuery query(
            Actor actor, TypeId type, @Nullable AppointmentView moving, Narrowed by, TimeRange starting) {
        PatientId patient =
                actor.is(Actor.Role.PATIENT) && actor.person() != null ? new PatientId(actor.person()) : null;
        return new SlotQuery(
                type,
                by.whose(),
                by.place(),
                moving == null ? null : moving.during().length(),
                patient,
                moving == null ? null : moving.moving(),
                by.hours(),
                starting,
                MANY);
    }
}
