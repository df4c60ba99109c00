package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.HoldRequest;
import clinic.availability.WorkingException.Stretch;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments.Change;
import clinic.directory.Doctor;
import clinic.patients.Patient;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.Browser;
import clinic.testing.EventStream;
import clinic.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** A page is told that time it shows has changed: of the doctors and places it asked about, and of no patient. */
@TestPropertySource(properties = {"clinic.live.heartbeat=200ms", "clinic.live.most=8"})
class LiveChangesTest extends StaffPages {

    @Autowired
    private TestDatabase database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private ApplicationContext server;

    private final List<EventStream> opened = new ArrayList<>();
    private final Map<EventStream, Integer> atFirst = new IdentityHashMap<>();
    private final Map<EventStream, Integer> expected = new IdentityHashMap<>();

    @AfterEach
    void everybodyLeaves() {
        EventStream.close(opened, server);
    }

    @Test
    void aPatientHearsThatTheTimesHeLooksAtHaveChangedAndNothingElse() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        EventStream stream = listening(asPatient(), clinic.doctor.id().value());
        clinic.request(clinic.patient("Ravi Rao"), other, "2026-11-24T10:40", null);

        AppointmentView made = clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        heard(stream, clinic.doctor.id().value());
        appointments.approve(clinic.setUp, made.id(), Change.anyVersion());
        clinic.arrives(clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-23T15:00"));
        heard(stream, clinic.doctor.id().value());
        stream.awaitSignOfLife();

        assertThat(changes(stream))
                .as("two bookings, no approval and no arrival")
                .hasSize(2);
        assertThat(String.join(" ", stream.events()))
                .doesNotContain(made.patient().value().toString())
                .doesNotContain(made.id().value().toString());
    }

    @Test
    void whatBecomesOfAVisitIsToldToAdminsAndItsDoctorAlone() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        AppointmentView own = clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        AppointmentView others = clinic.request(clinic.patient("Ravi Rao"), other, "2026-11-24T10:40", null);
        UUID place = clinic.location.id().value();
        EventStream doctor = listening(clinic.asDoctor(port), place);
        EventStream admin = listening(clinic.asAdmin(port), place);

        appointments.approve(clinic.setUp, others.id(), Change.anyVersion());
        heard(admin, place);
        doctor.awaitSignOfLife();
        assertThat(changes(doctor)).isEmpty();

        appointments.approve(clinic.setUp, own.id(), Change.anyVersion());
        heard(doctor, place);
        heard(admin, place);
    }

    @Test
    void allThatFreesOrTakesTimeIsTold() {
        EventStream stream = listening(asPatient(), clinic.doctor.id().value());
        UUID doctor = clinic.doctor.id().value();
        var morning = new TimeRange(Instant.parse("2026-11-26T08:00:00Z"), Instant.parse("2026-11-26T11:00:00Z"));

        AppointmentView made = clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        heard(stream, doctor);
        appointments.cancel(clinic.setUp, made.id(), Change.because("A storm"));
        heard(stream, doctor);
        clinic.work(clinic.doctor, "08:00", "16:00");
        heard(stream, doctor);
        availability.addAbsence(clinic.setUp, clinic.doctor.id(), morning, null, false);
        heard(stream, doctor);
        availability.addException(
                clinic.setUp,
                clinic.doctor.id(),
                clinic.location.id(),
                LocalDate.parse("2026-11-27"),
                new Stretch(LocalTime.of(18, 0), LocalTime.of(20, 0)),
                false);
        heard(stream, doctor);
        availability.addClosure(clinic.setUp, clinic.location.id(), morning, "Stocktaking", false);
        heard(stream, doctor);
    }

    @Test
    void whatIsNotCommittedIsNotTold() {
        AppointmentView made = clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        EventStream stream = listening(asPatient(), clinic.doctor.id().value());

        transactions.dryRun(
                clinic.setUp, () -> appointments.cancel(clinic.setUp, made.id(), Change.because("A storm")));
        stream.awaitSignOfLife();

        assertThat(changes(stream)).isEmpty();
    }

    @Test
    void whatChangedBetweenThePageAndItsStreamIsToldWhenItOpens() {
        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);

        EventStream stream = EventStream.of(
                asPatient(), port, "/live?about=" + clinic.doctor.id().value());
        opened.add(stream);

        assertThat(stream.awaitEvents(1).events().getFirst())
                .isEqualTo("event: changed\ndata: " + clinic.doctor.id().value());
    }

    @Test
    void whoIsBlockedHearsOfNoVisit() {
        AppointmentView made = clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        EventStream stream = listening(clinic.asDoctor(port), clinic.doctor.id().value());
        identity.block(clinic.setUp, clinic.account(clinic.doctorEmail).id(), true);

        appointments.cancel(clinic.setUp, made.id(), Change.because("A storm"));

        stream.awaitEnd();
        assertThat(changes(stream)).isEmpty();
    }

    @Test
    void whatAPageAsksAboutAreIds() {
        EventStream stream = EventStream.of(clinic.asDoctor(port), port, "/live?about=everybody");
        opened.add(stream);

        assertThat(stream.status()).isEqualTo(400);
    }

    @Test
    void aHoldSaysWhenItEnds() throws SQLException {
        Patient ruth = clinic.patient("Ruth Adeyemi");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen changed");
            availability.hold(
                    clinic.setUp,
                    new HoldRequest(
                            ruth.id(),
                            clinic.doctor.id(),
                            clinic.location.id(),
                            clinic.type.id(),
                            Instant.parse("2026-11-24T10:40:00Z"),
                            null));

            String whose = "time " + clinic.doctor.id().value() + " "
                    + clinic.location.id().value();
            assertThat(announced(connection.unwrap(PGConnection.class)))
                    .containsExactlyInAnyOrder(whose + " 0", whose + " 300000");
        }
    }

    private List<String> announced(PGConnection connection) throws SQLException {
        PGNotification[] some = connection.getNotifications(5000);
        return Arrays.stream(some)
                .map(PGNotification::getParameter)
                .filter(payload -> payload.contains(clinic.doctor.id().value().toString()))
                .toList();
    }

    private Browser asPatient() {
        String email = "patient-" + UUID.randomUUID() + "@test.example";
        identity.enrol(
                Actor.system(UUID.randomUUID()), email, "Fatima Zahra", Actor.Role.PATIENT, null, StaffClinic.PASSWORD);
        return Browser.signedIn(port, email, StaffClinic.PASSWORD);
    }

    /** A stream that has said what it had to say at first, which is forgotten. */
    private EventStream listening(Browser browser, UUID... about) {
        String topics = Stream.of(about).map(UUID::toString).collect(Collectors.joining(","));
        EventStream stream = EventStream.of(browser, port, "/live?about=" + topics);
        opened.add(stream);
        stream.awaitEvents(1).awaitSignOfLife();
        atFirst.put(stream, stream.events().size());
        return stream;
    }

    private List<String> changes(EventStream stream) {
        return stream.events().stream()
                .skip(atFirst.getOrDefault(stream, 0))
                .filter(event -> event.startsWith("event: changed"))
                .toList();
    }

    /** One change more than before, and of this. */
    private void heard(EventStream stream, UUID topic) {
        int number = expected.merge(stream, 1, Integer::sum);
        Awaitility.await("change " + number).until(() -> changes(stream).size() >= number);
        assertThat(changes(stream)).hasSize(number).last().isEqualTo("event: changed\ndata: " + topic);
    }
}
