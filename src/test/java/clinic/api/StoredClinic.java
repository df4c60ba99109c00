package clinic.api;

import clinic.api.Callers.Caller;
import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.Directory;
import clinic.directory.Directory.NewType;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.PolicyScope;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.TimeRange;
import clinic.testing.DrawnClinic;
import clinic.testing.DrawnClinic.DrawnDoctor;
import clinic.testing.DrawnClinic.Visit;
import clinic.testing.DrawnClinic.Who;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A drawn clinic as the product keeps it: made through the modules' own interfaces, beside whatever else there is. Its clock
 * shows the drawn now, and its people have signed in by it.
 */
class StoredClinic {

    private final SampleClinic clinic;
    private final Directory directory;
    private final Availability availability;
    private final Appointments appointments;
    private final Map<Who, DoctorId> doctors = new EnumMap<>(Who.class);
    private final LocationId here;
    private final LocationId there;
    private final TypeId type;
    final Caller admin;
    final Caller doctor;
    final Caller patient;

    StoredClinic(
            DrawnClinic drawn,
            String zoneOfThePatient,
            Callers callers,
            TestClock clock,
            Directory directory,
            Availability availability,
            Appointments appointments) {
        this.clinic = callers.clinic();
        this.directory = directory;
        this.availability = availability;
        this.appointments = appointments;
        clock.set(drawn.now());
        admin = callers.again(callers.people().admin());
        patient = callers.patient(zoneOfThePatient);
        there = callers.people().location().id();
        here = clinic.location(drawn.zone().getId()).id();
        doctor = callers.doctor(callers.people().location());
        doctors.put(Who.ONE, new DoctorId(doctor.person()));
        doctors.put(Who.OTHER, clinic.doctor(List.of()));
        type = addKind(drawn.kind());
        for (int room = 1; room <= drawn.rooms(); room++) {
            directory.addRoom(clinic.admin(), here, "Room " + room);
        }
        for (TimeRange closed : drawn.closed()) {
            availability.addClosure(clinic.admin(), here, closed, "Works", false);
        }
        drawn.doctors().forEach((who, said) -> {
            directory.changePolicy(clinic.admin(), PolicyScope.of(id(who)), said.policy());
            keepHours(who, said, List.of());
        });
        clock.set(drawn.start().minus(Duration.ofDays(1)));
        book(drawn);
        clock.set(drawn.now());
    }

    private TypeId addKind(DrawnClinic.Kind kind) {
        TypeId id =
                addType(kind.length(), Duration.ZERO, Duration.ZERO, kind.instant(), kind.roomRequired(), kind.step());
        directory.changePolicy(clinic.admin(), PolicyScope.of(id), kind.policy());
        return id;
    }

    private TypeId addType(
            Duration length,
            Duration before,
            Duration after,
            boolean instant,
            boolean inRoom,
            @Nullable Duration step) {
        String name = "Visit " + UUID.randomUUID();
        return directory
                .addType(clinic.admin(), new NewType(name, List.of(length), before, after, instant, inRoom, step))
                .id();
    }

    /** @param keptBefore absences that the clinic knows of */
    void keepHours(Who who, DrawnDoctor said, List<TimeRange> keptBefore) {
        List<WorkingPattern> week = said.patterns().stream()
                .map(pattern -> new WorkingPattern(
                        here,
                        pattern.day(),
                        pattern.from(),
                        pattern.to(),
                        pattern.breaks(),
                        null,
                        null,
                        pattern.step()))
                .toList();
        availability.setPatterns(clinic.admin(), id(who), week, false);
        said.absent().stream()
                .filter(absent -> !keptBefore.contains(absent))
                .forEach(absent -> availability.addAbsence(clinic.admin(), id(who), absent, null, false));
    }

    /** An admin puts each visit where it was drawn, whatever hours say. Each is of a kind of its own. */
    private void book(DrawnClinic drawn) {
        Map<Visit, TypeId> kinds = new LinkedHashMap<>();
        for (Visit visit : drawn.visits()) {
            kinds.put(
                    visit,
                    addType(visit.during().length(), visit.before(), visit.after(), true, visit.room() > 0, null));
        }
        drawn.doctors().forEach((who, said) -> {
            DoctorId id = id(who);
            List<Offer> offers = new ArrayList<>();
            offers.add(new Offer(id, type, here, null, said.before(), said.after(), null));
            drawn.visits(who)
                    .forEach(visit -> offers.add(
                            new Offer(id, Objects.requireNonNull(kinds.get(visit)), null, null, null, null, null)));
            availability.setOffers(clinic.admin(), id, offers, false);
        });
        kinds.forEach((visit, kind) -> {
            BookingOutcome outcome = appointments.book(
                    clinic.admin(),
                    new Booking(
                            visit.ofThePatient() ? new PatientId(patient.person()) : clinic.patient(),
                            id(visit.doctor()),
                            visit.place().equals(DrawnClinic.HERE) ? here : there,
                            kind,
                            visit.during().start(),
                            null,
                            null,
                            null,
                            "As drawn",
                            null));
            if (!(outcome instanceof Done)) {
                throw new AssertionError("A drawn visit cannot stand: " + visit + " " + outcome);
            }
        });
    }

    private DoctorId id(Who who) {
        return Objects.requireNonNull(doctors.get(who));
    }

    /** Somebody without an account, for whom an admin books. */
    UUID newcomer() {
        return clinic.patient().value();
    }

    /** Where free times are asked for, from and to as the contract takes them. */
    String slots(Who who, Object from, Object to, int limit) {
        return "/api/v1/slots?type=" + type.value() + "&doctor="
                + id(who).value() + "&location=" + here.value() + "&from=" + from + "&to=" + to + "&limit="
                + limit;
    }

    /** Where staff are told why a start is none. */
    String explanation(Who who, Instant start) {
        return "/api/v1/slots/explanation?type=" + type.value() + "&doctor=" + id(who).value() + "&location="
                + here.value() + "&start=" + start;
    }

    /** The body that asks for a time, to book it or to hold it. @param patient named by an admin only */
    String wish(Who who, Instant start, @Nullable UUID patient) {
        return """
                {"typeId": "%s", "doctorId": "%s", "locationId": "%s", "start": "%s"%s}
                """.formatted(
                        type.value(),
                        id(who).value(),
                        here.value(),
                        start,
                        patient == null ? "" : ", \"patientId\": \"%s\"".formatted(patient));
    }
}
