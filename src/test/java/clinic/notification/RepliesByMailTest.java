package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.notification.Practice.Someone;
import clinic.platform.Secret;
import clinic.platform.Transactions;
import clinic.reply.Replies;
import clinic.reply.Replies.Given;
import clinic.reply.Replies.Gone;
import clinic.reply.Replies.Reply;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.Race;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What patients answer by the links in a reminder: once, for themselves, and nothing else. */
@ClinicTest
@Import(Practice.class)
class RepliesByMailTest {

    private static final Pattern LINK = Pattern.compile("/visit/(confirm|cancel)\\?token=([\\w-]+)");

    @LocalServerPort
    private int port;

    @Autowired
    private Practice practice;

    @Autowired
    private Outbox outbox;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private Replies replies;

    @Autowired
    private Appointments appointments;

    @Autowired
    private Transactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    /** What came with the reminder of the day before, which is also the last moment to cancel. */
    private record Reminder(AppointmentId visit, String text, Map<Reply, String> tokens) {

        String token(Reply reply) {
            return Objects.requireNonNull(tokens.get(reply));
        }
    }

    @BeforeEach
    void nothingIsWaiting() {
        practice.nothingIsWaiting();
    }

    @Test
    void aReminderAsksWhetherThePatientWillBeThereAndLeadsToMovingAndCancelling() {
        Someone patient = practice.patient();
        Reminder reminder = reminded(practice.bookInstantly(patient, practice.doctor()));

        assertThat(reminder.tokens()).containsOnlyKeys(Reply.values());
        assertThat(reminder.text())
                .contains(
                        "I’ll be there:",
                        "Move it:",
                        "/appointments/" + reminder.visit().value() + "/move");
    }

    @Test
    void whoHasNoAccountConfirmsAndCancelsByLinkAndRingsToMove() {
        Reminder reminder = reminded(atTheDesk());

        assertThat(reminder.tokens()).containsOnlyKeys(Reply.values());
        assertThat(reminder.text()).contains("0123 456").doesNotContain("/move");
    }

    @Test
    void onlyTheHashOfALinkIsKept() {
        Reminder reminder = reminded(atTheDesk());

        assertThat(database.behindTheWalls()
                        .sql("select hash from reply_link where appointment_id = :id and reply = 'CANCEL'")
                        .param("id", reminder.visit().value())
                        .query(byte[].class)
                        .single())
                .isEqualTo(Secret.hashOf(reminder.token(Reply.CANCEL)));
        assertThat(reminder.token(Reply.CANCEL)).as("256 bits").hasSize(43);
    }

    @Test
    void openingALinkChangesNothingHoweverOften() {
        Reminder reminder = reminded(atTheDesk());
        Browser browser = browser();

        for (int i = 0; i < 3; i++) {
            for (Reply reply : Reply.values()) {
                Answer page = browser.get(page(reply) + "?token=" + reminder.token(reply));
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.text())
                        .contains("Dr Ada Osei", "action=\"" + page(reply) + "\"")
                        .doesNotContainIgnoringCase("zoster", "zebedee");
            }
        }

        assertThat(status(reminder.visit())).isEqualTo(Status.APPROVED);
        assertThat(confirmed(reminder.visit())).isZero();
    }

    @Test
    void whoWillBeThereIsThankedAndTheDeskKnows() {
        Reminder reminder = reminded(atTheDesk());

        Answer answer = browser().submit("/visit/confirm", Map.of("token", reminder.token(Reply.CONFIRM)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("The clinic knows that you will be there.");
        assertThat(replies.confirmed(practice.admin, reminder.visit())).hasValue(clock.instant());
        assertThat(status(reminder.visit())).isEqualTo(Status.APPROVED);
    }

    @Test
    void aConfirmationIsForTheTimeThatTheVisitHadThen() {
        Someone doctor = practice.doctor();
        Reminder reminder = reminded(practice.bookInstantly(practice.patient(), doctor));
        assertThat(give(reminder, Reply.CONFIRM)).isInstanceOf(Given.class);
        assertThat(replies.confirmed(doctor.actor(), reminder.visit())).isPresent();

        practice.move(doctor, reminder.visit(), null);

        assertThat(replies.confirmed(doctor.actor(), reminder.visit())).isEmpty();
    }

    @Test
    void aVisitIsCancelledByItsPatientWithoutASignInOrAnAccount() {
        Reminder reminder = reminded(atTheDesk());

        Answer answer = browser().submit("/visit/cancel", Map.of("token", reminder.token(Reply.CANCEL)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("Appointment cancelled");
        assertThat(appointments.history(practice.admin, reminder.visit()).getLast())
                .extracting(Transition::to, Transition::byRole)
                .containsExactly(Status.CANCELLED, Role.PATIENT);
        assertThat(practice.told(reminder.visit(), 2)).contains("PATIENT IN_APP CANCELLED");
    }

    @Test
    void whoHasAnAccountCancelsUnderIt() {
        Someone patient = practice.patient();
        Reminder reminder = reminded(practice.bookInstantly(patient, practice.doctor()));

        assertThat(give(reminder, Reply.CANCEL)).isInstanceOf(Given.class);

        assertThat(appointments
                        .history(patient.actor(), reminder.visit())
                        .getLast()
                        .byId())
                .isEqualTo(patient.actor().id());
    }

    @Test
    void pastTheCutOffThePageSaysToRingAndNothingChanges() {
        Reminder reminder = reminded(atTheDesk());
        clock.advance(Duration.ofMinutes(1));
        Browser browser = browser();

        Answer asked = browser.get("/visit/cancel?token=" + reminder.token(Reply.CANCEL));
        Answer answer = browser.submit("/visit/cancel", Map.of("token", reminder.token(Reply.CANCEL)));

        assertThat(asked.text())
                .contains("Please ring 0123 456.")
                .doesNotContain("<form method=\"post\" action=\"/visit");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("Please ring 0123 456.");
        assertThat(status(reminder.visit())).isEqualTo(Status.APPROVED);
    }

    @Test
    void aLinkIsForItsOwnAnswerAlone() {
        Reminder reminder = reminded(atTheDesk());

        assertThat(replies.give(reminder.token(Reply.CONFIRM), Reply.CANCEL, UUID.randomUUID()))
                .isInstanceOf(Gone.class);
        assertThat(replies.give(reminder.token(Reply.CANCEL), Reply.CONFIRM, UUID.randomUUID()))
                .isInstanceOf(Gone.class);

        assertThat(status(reminder.visit())).isEqualTo(Status.APPROVED);
        assertThat(confirmed(reminder.visit())).isZero();
    }

    @Test
    void unknownUsedAndOvertakenLinksAreAnsweredAlike() {
        String unknown = said("unknown");
        assertThat(unknown).contains("This link is no longer good");

        Reminder used = reminded(atTheDesk());
        give(used, Reply.CONFIRM);
        assertThat(said(used.token(Reply.CONFIRM))).isEqualTo(unknown);

        clock.reset();
        Reminder cancelled = reminded(atTheDesk());
        practice.cancel(practice.theAdmin(), cancelled.visit());
        assertThat(said(cancelled.token(Reply.CONFIRM))).isEqualTo(unknown);

        clock.reset();
        Someone doctor = practice.doctor();
        Reminder moved = reminded(practice.bookInstantly(practice.patient(), doctor));
        practice.move(doctor, moved.visit(), null);
        assertThat(said(moved.token(Reply.CONFIRM))).isEqualTo(unknown);

        clock.reset();
        Reminder begun = reminded(atTheDesk());
        clock.set(Practice.TUESDAY);
        assertThat(said(begun.token(Reply.CONFIRM))).isEqualTo(unknown);
        assertThat(confirmed(begun.visit())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void ofFiftyWhoUseOneLinkAtOnceOneActs(Reply reply) throws Exception {
        Reminder reminder = reminded(practice.bookInstantly(practice.patient(), practice.doctor()));

        List<Replies.Outcome> outcomes = Race.atOnce(50, n -> give(reminder, reply));

        assertThat(outcomes).filteredOn(Given.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Gone.class::isInstance).hasSize(49);
        assertThat(appointments.history(practice.admin, reminder.visit())).hasSize(reply == Reply.CANCEL ? 2 : 1);
    }

    @Test
    void aMailThatIsWrittenAgainHasLinksOfItsOwnAndTheEarlierOnesAreWorthless() {
        AppointmentId visit = atTheDesk();
        AtomicReference<@Nullable Mail> refused = new AtomicReference<>();
        clock.set(Practice.TUESDAY.minus(Duration.ofHours(24)));
        relay(mail -> {
                    if (!mail.subject().startsWith("Your appointment")) {
                        return;
                    }
                    refused.set(mail);
                    throw new NotCarried(NotCarried.Why.REFUSED);
                })
                .deliverDue();
        Map<Reply, String> earlier =
                tokens(Objects.requireNonNull(refused.get()).text());
        clock.advance(Duration.ofMinutes(1));

        Reminder again = deliver(visit);

        assertThat(replies.asked(again.token(Reply.CONFIRM), Reply.CONFIRM, UUID.randomUUID()))
                .isPresent();
        assertThat(replies.asked(Objects.requireNonNull(earlier.get(Reply.CONFIRM)), Reply.CONFIRM, UUID.randomUUID()))
                .isEmpty();
    }

    @Test
    void aPatientNeitherUsesAnothersLinkNorConfirmsAnothersVisit() {
        Reminder reminder = reminded(atTheDesk());
        Actor another = practice.patient().actor();

        assertThat(transactions.as(
                        another,
                        () -> jdbc.sql("update reply_link set used_at = now() where used_at is null")
                                .update()))
                .isZero();
        assertThatThrownBy(() -> transactions.as(
                        another,
                        () -> jdbc.sql("insert into confirmation values (:visit, :start, now(), :by)")
                                .param("visit", reminder.visit().value())
                                .param("start", Practice.TUESDAY.atOffset(java.time.ZoneOffset.UTC))
                                .param("by", another.id())
                                .update()))
                .hasStackTraceContaining("row-level security");
        assertThat(give(reminder, Reply.CONFIRM)).isInstanceOf(Given.class);
    }

    private AppointmentId atTheDesk() {
        return practice.request(
                practice.theAdmin(),
                practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example"),
                practice.doctor());
    }

    /** The day before, at the same time. */
    private Reminder reminded(AppointmentId visit) {
        clock.set(Practice.TUESDAY.minus(Duration.ofHours(24)));
        return deliver(visit);
    }

    private Reminder deliver(AppointmentId visit) {
        AtomicReference<@Nullable Mail> reminder = new AtomicReference<>();
        relay(mail -> {
                    if (mail.subject().startsWith("Your appointment")) {
                        reminder.set(mail);
                    }
                })
                .deliverDue();
        Mail mail = Objects.requireNonNull(reminder.get());
        assertThat(mail.html()).contains("/visit/confirm?token=");
        return new Reminder(visit, mail.text(), tokens(mail.text()));
    }

    private static Map<Reply, String> tokens(String text) {
        Map<Reply, String> tokens = new EnumMap<>(Reply.class);
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            tokens.put(link.group(1).equals("confirm") ? Reply.CONFIRM : Reply.CANCEL, link.group(2));
        }
        return tokens;
    }

    private Relay relay(MailCarrier carrier) {
        return new Relay(outbox, List.of(new MailWay(writer, carrier)), clock);
    }

    private Replies.Outcome give(Reminder reminder, Reply reply) {
        return replies.give(reminder.token(reply), reply, UUID.randomUUID());
    }

    private String said(String token) {
        Answer answer = browser().submit("/visit/confirm", Map.of("token", token));
        assertThat(answer.status()).isEqualTo(422);
        return answer.text().replaceAll("(?s).*<main|</main>.*", "");
    }

    private static String page(Reply reply) {
        return reply == Reply.CONFIRM ? "/visit/confirm" : "/visit/cancel";
    }

    private Browser browser() {
        return new Browser(port);
    }

    private Status status(AppointmentId visit) {
        return appointments.appointment(practice.admin, visit).status();
    }

    private int confirmed(AppointmentId visit) {
        return database.behindTheWalls()
                .sql("select count(*) from confirmation where appointment_id = :id")
                .param("id", visit.value())
                .query(Integer.class)
                .single();
    }
}
