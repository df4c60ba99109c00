package clinic.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import clinic.booking.AppointmentId;
import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.notification.Practice.Someone;
import clinic.platform.Transactions;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** That people are told by the ways they chose, and never by none of what they must hear. */
@ClinicTest
@Import(Practice.class)
class ChosenWaysTest {

    private static final String NUMBER = "+44 7700 900123";

    @RegisterExtension
    private static final WireMockExtension GATEWAY = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("clinic.sms.http.url", () -> GATEWAY.baseUrl() + "/send");
        registry.add("clinic.sms.http.token", () -> "secret");
    }

    @Autowired
    private Practice practice;

    @Autowired
    private NotificationPreferences preferences;

    @Autowired
    private Outbox outbox;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private TextWay texts;

    @Autowired
    private Transactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void nothingIsWaiting() {
        practice.nothingIsWaiting();
        GATEWAY.stubFor(post("/send").willReturn(aResponse().withStatus(202)));
    }

    @Test
    void whoHasChosenNothingIsToldByEveryWayButNotTextedOfHisOwnActs() {
        assertThat(preferences.of(practice.patient().actor()))
                .containsExactly(
                        new Preference(Kind.CHANGES, true, true),
                        new Preference(Kind.REMINDERS, true, true),
                        new Preference(Kind.OWN_ACTS, true, false));
        assertThat(preferences.of(practice.doctor().actor()))
                .containsExactly(
                        new Preference(Kind.REQUESTS, true, false),
                        new Preference(Kind.CHANGES, true, false),
                        new Preference(Kind.DIGEST, false, false));
    }

    @Test
    void aPatientMayTurnReceiptsOff() {
        Someone patient = practice.patient();
        choose(patient, new Preference(Kind.OWN_ACTS, false, false));

        AppointmentId id = practice.bookInstantly(patient, practice.doctor());
        practice.cancel(practice.theAdmin(), id);

        assertThat(practice.told(id, 1)).contains("PATIENT IN_APP BOOKED").doesNotContain("PATIENT EMAIL BOOKED");
        assertThat(practice.told(id, 2)).contains("PATIENT EMAIL CANCELLED");
    }

    @Test
    void changesComeByTheWayThatWasChosen() {
        Someone doctor = practice.doctor();
        Someone byText = practice.patientWithPhone(NUMBER);
        Someone byMail = practice.patientWithPhone(NUMBER);
        choose(byText, new Preference(Kind.CHANGES, false, true));
        choose(byMail, new Preference(Kind.CHANGES, true, false));

        AppointmentId texted = practice.request(byText, byText, doctor);
        AppointmentId mailed = practice.request(byMail, byMail, doctor, Practice.WEDNESDAY);
        practice.approve(doctor, texted);
        practice.approve(doctor, mailed);

        assertThat(practice.told(texted, 2))
                .containsExactlyInAnyOrder("PATIENT IN_APP APPROVED", "PATIENT SMS APPROVED");
        assertThat(practice.told(mailed, 2))
                .containsExactlyInAnyOrder("PATIENT IN_APP APPROVED", "PATIENT EMAIL APPROVED");
    }

    @Test
    void whatTextsCannotTellAnyMoreIsMailed() {
        Someone doctor = practice.doctor();
        Someone patient = practice.patientWithPhone(NUMBER);
        choose(patient, new Preference(Kind.CHANGES, false, true));
        database.behindTheWalls()
                .sql("set session_replication_role = replica; update patient set phone = null where id = '"
                        + patient.id() + "'")
                .update();

        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);

        assertThat(practice.told(id, 2)).containsExactlyInAnyOrder("PATIENT IN_APP APPROVED", "PATIENT EMAIL APPROVED");
    }

    @Test
    void aReminderThatIsPlannedFollowsALaterChoice() {
        Someone patient = practice.patientWithPhone(NUMBER);
        AppointmentId id = practice.bookInstantly(patient, practice.doctor());
        choose(patient, new Preference(Kind.REMINDERS, false, false));
        Relay relay = new Relay(outbox, List.of(texts, new MailWay(writer, mail -> {})), clock);

        clock.set(Instant.parse("2026-11-23T10:40:00Z"));
        relay.deliverDue();
        choose(patient, new Preference(Kind.REMINDERS, false, true));
        clock.set(Instant.parse("2026-11-24T08:40:00Z"));
        relay.deliverDue();

        assertThat(practice.reminders(id))
                .containsExactly(
                        "EMAIL 2026-11-23T10:40:00Z SKIPPED NOT_WANTED",
                        "EMAIL 2026-11-24T08:40:00Z SKIPPED NOT_WANTED",
                        "IN_APP 2026-11-23T10:40:00Z SENT",
                        "IN_APP 2026-11-24T08:40:00Z SENT",
                        "SMS 2026-11-23T10:40:00Z SKIPPED NOT_WANTED",
                        "SMS 2026-11-24T08:40:00Z SENT");
    }

    @Test
    void aDoctorMayReadRequestsInThePagesOnly() {
        Someone doctor = practice.doctor();
        Someone patient = practice.patient();
        choose(doctor, new Preference(Kind.REQUESTS, false, false));

        AppointmentId id = practice.request(patient, patient, doctor);
        practice.cancel(patient, id);

        assertThat(practice.told(id, 1)).contains("DOCTOR IN_APP REQUESTED").doesNotContain("DOCTOR EMAIL REQUESTED");
        assertThat(practice.told(id, 2)).contains("DOCTOR EMAIL CANCELLED");
    }

    @Test
    void nobodyCanTurnOffAllThatMustBeTold() {
        assertThat(refused(practice.patientWithPhone(NUMBER), new Preference(Kind.CHANGES, false, false)))
                .containsExactly("kinds[0].email REQUIRED");
        assertThat(refused(practice.doctor(), new Preference(Kind.CHANGES, false, false)))
                .containsExactly("kinds[0].email REQUIRED");
    }

    @Test
    void textsAloneAreNoWayToSomebodyWhomTheyDoNotReach() {
        assertThat(refused(practice.patient(), new Preference(Kind.CHANGES, false, true)))
                .containsExactly("kinds[0].email REQUIRED");
        assertThat(refused(practice.patientWithPhone("+44 20 7946 0018"), new Preference(Kind.CHANGES, false, true)))
                .containsExactly("kinds[0].email REQUIRED");
    }

    @Test
    void whatIsNotTextedCannotBeChosen() {
        assertThat(refused(practice.patient(), new Preference(Kind.OWN_ACTS, true, true)))
                .containsExactly("kinds[0].sms NOT_ALLOWED");
        assertThat(refused(practice.doctor(), new Preference(Kind.CHANGES, true, true)))
                .containsExactly("kinds[0].sms NOT_ALLOWED");
    }

    @Test
    void aKindOfSomebodyElseOrTheSameTwiceIsRefusedAndNothingIsKept() {
        Someone patient = practice.patient();
        assertThat(refused(
                        patient,
                        new Preference(Kind.REMINDERS, false, false),
                        new Preference(Kind.REMINDERS, true, false),
                        new Preference(Kind.REQUESTS, true, false)))
                .containsExactly("kinds[1].kind DUPLICATE", "kinds[2].kind NOT_ALLOWED");
        assertThat(preferences.of(patient.actor())).contains(new Preference(Kind.REMINDERS, true, true));
        assertThatThrownBy(() -> preferences.of(practice.admin)).isInstanceOf(NotFound.class);
    }

    @Test
    void theDatabaseKeepsWhatMustBeToldAndWhoseChoiceItIs() {
        Someone patient = practice.patient();
        Someone another = practice.patient();
        String row = "insert into notification_preference values ('PATIENT', '%s', 'CHANGES', %s, false)";

        assertThatThrownBy(() -> as(patient, row.formatted(patient.id(), false)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("changes_are_told");
        assertThatThrownBy(() -> as(patient, row.formatted(another.id(), true)))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
        as(another, row.formatted(another.id(), true));
        assertThat(as(patient, "update notification_preference set email = true"))
                .isZero();
        assertThat(as(another, "update notification_preference set sms = true")).isOne();
    }

    @Test
    void aChoiceIsInTheAuditTrail() {
        Someone patient = practice.patient();
        choose(patient, new Preference(Kind.REMINDERS, false, true));
        choose(patient, new Preference(Kind.REMINDERS, true, true));

        assertThat(database.behindTheWalls()
                        .sql("""
                                select action || ' ' || (after ->> 'email') from audit_entry
                                where kind = 'notification_preference' and record_id = :id order by id
                                """)
                        .param("id", patient.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("INSERT false", "UPDATE true");
    }

    private void choose(Someone someone, Preference... wanted) {
        assertThat(preferences.choose(someone.actor(), List.of(wanted))).contains(wanted);
    }

    private List<String> refused(Someone someone, Preference... wanted) {
        return catchThrowableOfType(Invalid.class, () -> preferences.choose(someone.actor(), List.of(wanted)))
                .problems()
                .stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }

    private int as(Someone someone, String sql) {
        return transactions.as(someone.actor(), () -> jdbc.sql(sql).update());
    }
}
