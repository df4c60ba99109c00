package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.directory.Offer;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.patients.Patient;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.testing.Browser;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small clinic with people who can sign in: one place, one doctor with a break at noon, an admin. All of it fresh. */
class StaffClinic {

    static final String PASSWORD = "seven small brown otters";
    static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final Directory directory;
    private final Patients patients;
    private final Availability availability;
    private final Appointments appointments;
    private final Identity identity;

    /** Nobody else's; with a letter, as what has digits alone is searched for as a phone number. */
    final String name = "h" + UUID.randomUUID().toString().substring(0, 8);

    final Actor setUp = new Actor(Actor.Role.ADMIN, UuidCreator.getTimeOrderedEpoch(), null, UUID.randomUUID());
    final Location location;
    final AppointmentType type;
    final Doctor doctor;
    final String doctorEmail = "doctor." + UUID.randomUUID() + "@mail.example";
    final Account admin;

    StaffClinic(
            Directory directory,
            Patients patients,
            Availability availability,
            Appointments appointments,
            Identity identity) {
        this.directory = directory;
        this.patients = patients;
        this.availability = availability;
        this.appointments = appointments;
        this.identity = identity;
        location = directory.addLocation(
                setUp, new Directory.NewLocation("Harbour House " + name, ZONE, "1 Quay Street", null));
        type = directory.addType(
                setUp,
                new Directory.NewType(
                        "Review " + name,
                        List.of(Duration.ofMinutes(20), Duration.ofMinutes(40)),
                        Duration.ZERO,
                        Duration.ZERO,
                        false,
                        false,
                        null));
        doctor = directory.addDoctor(setUp, "Dr Amara Osei " + name, List.of("General practice"), doctorEmail);
        offer(doctor);
        work(doctor, "08:00", "17:00", new WorkingPattern.Break(LocalTime.NOON, LocalTime.of(13, 0)));
        admin = identity.invite(
                setUp, "admin." + UUID.randomUUID() + "@mail.example", "Ada Admin", Actor.Role.ADMIN, null);
        password(admin);
        password(account(doctorEmail));
    }

    Doctor anotherDoctor(String called) {
        Doctor another = directory.addDoctor(setUp, called + " " + name, List.of("Cardiology"), null);
        offer(another);
        work(another, "08:00", "17:00");
        return another;
    }

    private void offer(Doctor who) {
        availability.setOffers(
                setUp, who.id(), List.of(new Offer(who.id(), type.id(), null, null, null, null, null)), false);
    }

    void work(Doctor who, String from, String to, WorkingPattern.Break... breaks) {
        List<WorkingPattern> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            week.add(new WorkingPattern(
                    location.id(),
                    day,
                    LocalTime.parse(from),
                    LocalTime.parse(to),
                    Arrays.asList(breaks),
                    null,
                    null,
                    null));
        }
        availability.setPatterns(setUp, who.id(), week, false);
    }

    Account account(String email) {
        return identity.accounts(setUp, email, null, 1, null).getFirst();
    }

    private void password(Account account) {
        Actor system = Actor.system(UUID.randomUUID());
        String token = identity.issueLink(system, account.id(), Identity.LinkPurpose.INVITE)
                .orElseThrow();
        identity.setPassword(token, PASSWORD, "test-" + UUID.randomUUID());
    }

    Browser asAdmin(int port) {
        return Browser.signedIn(port, admin.email(), PASSWORD);
    }

    Browser asDoctor(int port) {
        return Browser.signedIn(port, doctorEmail, PASSWORD);
    }

    Patient patient(String called) {
        return patients.add(setUp, new Patients.NewPatient(called, null, null, null));
    }

    Patient patient(String called, LocalDate born) {
        return patients.add(setUp, new Patients.NewPatient(called, null, null, born));
    }

    AppointmentView request(Patient patient, String localTime, @Nullable String note) {
        return request(patient, doctor, localTime, note);
    }

    /** A request that waits for the doctor. @param localTime such as 2026-11-24T10:40, on the clinic's clock */
    AppointmentView request(Patient patient, Doctor who, String localTime, @Nullable String note) {
        Instant start = LocalDateTime.parse(localTime).atZone(ZONE).toInstant();
        BookingOutcome outcome = appointments.book(
                new Actor(Actor.Role.PATIENT, patient.id().value(), patient.id().value(), UUID.randomUUID()),
                new Appointments.Booking(null, who.id(), location.id(), type.id(), start, null, note, null));
        return ((BookingOutcome.Done) outcome).appointment();
    }

    AppointmentView confirmed(Patient patient, String localTime) {
        AppointmentView made = request(patient, localTime, null);
        appointments.approve(setUp, made.id(), Appointments.Change.anyVersion());
        return read(made);
    }

    void arrives(AppointmentView visit) {
        appointments.arrive(setUp, visit.id(), Appointments.Change.anyVersion());
    }

    void begins(AppointmentView visit) {
        appointments.beginVisit(setUp, visit.id(), Appointments.Change.anyVersion());
    }

    AppointmentView read(AppointmentView of) {
        return appointments.appointment(setUp, of.id());
    }

    /** What a button of a form sends for a time with this doctor. */
    String picked(Doctor doctor, String start) {
        return doctor.id().value() + "_" + location.id().value() + "_" + start;
    }
}
