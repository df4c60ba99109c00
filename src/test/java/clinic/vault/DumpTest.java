package clinic.vault;

import static clinic.booking.Appointments.Change.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import clinic.availability.Availability;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.Status;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.SignUp;
import clinic.notification.DemoMailbox;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.platform.DataFolder;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.ClinicAlreadyThere;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Whoever gets hold of a dump, of the database's files or of the log reads nobody's name, address, number, date of birth or
 * words. A small life with values that occur nowhere else, which are then looked for as text and as bytes.
 */
@ClinicTest
@ExtendWith(OutputCaptureExtension.class)
@Import(ClinicAlreadyThere.class)
@TestPropertySource(properties = {"clinic.demo=true", "clinic.relay.enabled=true"})
class DumpTest {

    private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");
    private static final String PASSWORD = "four random words here";

    private final List<String> planted = new ArrayList<>();

    @Autowired
    private Identity identity;

    @Autowired
    private Patients patients;

    @Autowired
    private Appointments appointments;

    @Autowired
    private Availability availability;

    @Autowired
    private Directory directory;

    @Autowired
    private DemoMailbox mailbox;

    @Autowired
    private TestDatabase database;

    @Autowired
    private DataFolder data;

    private SampleClinic clinic;
    private Location place;
    private AppointmentType instant;
    private AppointmentType onRequest;
    private DoctorId doctor;
    private int visits;

    @BeforeEach
    void aDoctorAtWork() {
        clinic = new SampleClinic(directory, patients, availability);
        place = clinic.location("Europe/London");
        instant = clinic.instantType(30);
        onRequest = clinic.typeToApprove(30);
        doctor = clinic.doctor(place.id(), "08:00", "18:00", instant.id(), onRequest.id());
    }

    @Test
    void nothingPersonalIsReadableInADumpTheFilesOrTheLog(CapturedOutput log) throws IOException {
        List<PatientId> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            people.add(signsUp());
            people.add(isAddedAtTheDesk());
        }
        someoneIsInvitedAndRenamed();
        for (PatientId patient : people) {
            isTreated(patient);
        }
        isAway();
        isWrittenTo();

        assertThat(planted).hasSizeGreaterThanOrEqualTo(50).doesNotHaveDuplicates();
        List<String> seen = new ArrayList<>();
        lookThroughTheTables(seen);
        lookThroughTheFiles(seen);
        planted.stream().filter(log.getAll()::contains).forEach(value -> seen.add("log: " + value));
        assertThat(seen).isEmpty();
    }

    private PatientId signsUp() {
        String email = planted("mail") + "@people.example";
        identity.signUp(
                new SignUp(email, PASSWORD, planted("Sally "), born(), phone(), null, null),
                UUID.randomUUID().toString());
        return new PatientId(Objects.requireNonNull(identity.accounts(clinic.admin(), email, null, 1, null)
                .getFirst()
                .person()));
    }

    private PatientId isAddedAtTheDesk() {
        Patient made = patients.add(
                clinic.admin(), new NewPatient(planted("Dora "), planted("desk") + "@people.example", phone(), born()));
        patients.change(
                clinic.admin(),
                made.id(),
                new NewPatient(planted("Renamed "), made.email(), phone(), made.birthDate()));
        assertThat(patients.search(clinic.admin(), planted.get(planted.size() - 2), 5))
                .extracting(Patient::id)
                .containsExactly(made.id());
        return made.id();
    }

    private void someoneIsInvitedAndRenamed() {
        Account invited = identity.invite(
                clinic.admin(), planted("staff") + "@people.example", planted("Irma "), Actor.Role.ADMIN, null);
        identity.rename(clinic.admin(), invited.id(), planted("Irmgard "));
    }

    private void isTreated(PatientId patient) {
        Actor self = clinic.as(patient);
        Actor admin = clinic.admin();
        Actor treating = clinic.as(doctor);
        AppointmentView asked = done(appointments.book(self, visit(null, onRequest, planted("note "))));
        done(appointments.reject(treating, asked.id(), because(planted("rejected "))));
        AppointmentView called = done(appointments.book(self, visit(null, instant, planted("second note "))));
        done(appointments.cancel(self, called.id(), because(planted("cancelled "))));
        AppointmentView outside = done(appointments.book(
                admin,
                new Booking(
                        patient,
                        doctor,
                        place.id(),
                        instant.id(),
                        TEN.plus(Duration.ofDays(20 + visits)).plus(Duration.ofHours(11)),
                        null,
                        null,
                        planted("third note "),
                        planted("outside "),
                        null)));
        done(appointments.delete(admin, outside.id(), because(planted("deleted "))));
        AppointmentView kept = done(appointments.book(treating, visit(patient, instant, planted("fourth note "))));
        availability.addAbsence(
                treating,
                doctor,
                new TimeRange(kept.during().start(), kept.during().end()),
                planted("ill "),
                false);
        done(appointments.keep(admin, kept.id(), because(planted("kept "))));
        assertThat(appointments.appointment(self, kept.id()).note()).isEqualTo(planted.get(planted.size() - 3));
        assertThat(appointments.history(self, asked.id()))
                .filteredOn(step -> step.to() == Status.REJECTED)
                .extracting(step -> planted.contains(step.reason()))
                .containsExactly(true);
    }

    private Booking visit(@Nullable PatientId patient, AppointmentType type, String note) {
        Instant start = TEN.plus(Duration.ofMinutes(30L * (visits % 12))).plus(Duration.ofDays(visits / 12));
        visits++;
        return new Booking(patient, doctor, place.id(), type.id(), start, null, note, null);
    }

    private void isAway() {
        availability.importAbsences(
                clinic.as(doctor),
                doctor,
                """
                BEGIN:VCALENDAR\r
                VERSION:2.0\r
                PRODID:x\r
                BEGIN:VEVENT\r
                UID:%s\r
                DTSTAMP:20261101T000000Z\r
                DTSTART:20270110T080000Z\r
                DTEND:20270110T090000Z\r
                SUMMARY:%s\r
                DESCRIPTION:%s\r
                LOCATION:%s\r
                END:VEVENT\r
                END:VCALENDAR\r
                """.formatted(planted("uid"), planted("summary "), planted("about "), planted("where ")),
                null,
                false);
    }

    private void isWrittenTo() {
        String email = planted.getFirst() + "@people.example";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> mailbox.mails(email, 50).size() >= 3);
        assertThat(mailbox.mails(email, 1).getFirst().to()).isEqualTo(email);
    }

    private void lookThroughTheTables(List<String> seen) {
        JdbcClient all = database.behindTheWalls();
        for (String table : all.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            for (String row : all.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()) {
                for (String value : planted) {
                    if (row.contains(value) || row.toLowerCase(Locale.ROOT).contains(hex(value))) {
                        seen.add(table + ": " + value);
                    }
                }
            }
        }
    }

    private void lookThroughTheFiles(List<String> seen) throws IOException {
        JdbcClient all = database.behindTheWalls();
        all.sql("checkpoint").update();
        Path files = Path.of(all.sql("select current_setting('data_directory') || '/base/' || oid from pg_database"
                        + " where datname = current_database()")
                .query(String.class)
                .single());
        for (Path folder : List.of(files, data.path())) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    planted.stream()
                            .filter(value -> content.contains(bytes(value)))
                            .forEach(value -> seen.add(file.getFileName() + ": " + value));
                }
            }
        }
    }

    private String planted(String kind) {
        String value = kind + "Qz" + UUID.randomUUID().toString().substring(0, 8);
        planted.add(value);
        return value;
    }

    private String phone() {
        String value = "0207 9" + String.format(Locale.ROOT, "%06d", 100_000 + planted.size() * 7919 % 900_000);
        planted.add(value);
        return value;
    }

    private LocalDate born() {
        LocalDate value = LocalDate.of(1931, 1, 1).plusDays(planted.size() * 7L);
        planted.add(value.toString());
        return value;
    }

    private static AppointmentView done(BookingOutcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).appointment();
    }

    private static String hex(String value) {
        return HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String bytes(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
