package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentId;
import clinic.directory.Directory;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.notification.Notifications.Notification;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicTest;
import clinic.testing.Race;
import clinic.testing.SamplePolicy;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** That patients are reminded of visits that stand, in time or not at all, and once. */
@ClinicTest
@Import(Practice.class)
class RemindersTest {

    private static final GreenMail SERVER = started();
    private static final Instant VISIT = Practice.TUESDAY;
    private static final String DAY_BEFORE = "2026-11-23T10:40:00Z";
    private static final String SHORTLY_BEFORE = "2026-11-24T08:40:00Z";

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
        registry.add("clinic.base-url", () -> "https://clinic.example/");
    }

    @Autowired
    private Practice practice;

    @Autowired
    private Relay relay;

    @Autowired
    private Outbox outbox;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Directory directory;

    @Autowired
    private OldestUnsentHealth health;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void nothingIsWaiting() throws Exception {
        practice.nothingIsWaiting();
        SERVER.purgeEmailFromAllMailboxes();
    }

    @AfterEach
    void theUsualPolicy() {
        say(Map.of());
    }

    @AfterAll
    static void stopMailServer() {
        SERVER.stop();
    }

    @Test
    void aVisitIsRemindedOfTheDayBeforeAndShortlyBeforeByMailAndInThePages() throws Exception {
        Someone patient = practice.patient();
        AppointmentId id = booked(patient);

        advanceTo(Duration.ofHours(24));
        assertThat(subjects()).containsExactly("Your appointment on Tue 24 Nov, 10:40 London time");
        assertThat(news(patient)).containsExactly("REMINDER", "BOOKED");
        advanceTo(Duration.ofHours(2));

        assertThat(subjects()).hasSize(2);
        assertThat(news(patient)).containsExactly("REMINDER", "REMINDER", "BOOKED");
        assertThat(practice.reminders(id)).allMatch(reminder -> reminder.endsWith("SENT"));
        assertThat(notifications.mine(patient.actor(), 1, null).getFirst())
                .satisfies(newest -> assertThat(newest.at()).isEqualTo(Instant.parse(SHORTLY_BEFORE)))
                .satisfies(newest -> assertThat(newest.text())
                        .isEqualTo("You have an appointment on Tue 24 Nov, 10:40 London time."));
    }

    @Test
    void aReminderIsNotReadCountedOrWaitedForBeforeItsMoment() {
        Someone patient = practice.patient();
        AppointmentId id = booked(patient);
        clock.set(Instant.parse(DAY_BEFORE).minusSeconds(1));

        relay.deliverDue();

        assertThat(news(patient)).containsExactly("BOOKED");
        assertThat(notifications.unread(patient.actor())).isEqualTo(1);
        assertThat(health.health().getDetails()).containsEntry("oldestUnsentSeconds", 0L);
        assertThat(practice.reminders(id)).hasSize(4).allMatch(reminder -> reminder.endsWith("PLANNED"));
    }

    @Test
    void aSchedulerThatStoodFrom26To20HoursBeforeSendsOneReminderWhenItIsBack() throws Exception {
        Someone patient = practice.patient();
        AppointmentId id = booked(patient);
        advanceTo(Duration.ofHours(26));
        assertThat(subjects()).isEmpty();

        advanceTo(Duration.ofHours(20));
        relay.deliverDue();

        assertThat(subjects()).hasSize(1);
        assertThat(news(patient)).containsExactly("REMINDER", "BOOKED");
        assertThat(practice.reminders(id))
                .containsExactly(
                        "EMAIL " + DAY_BEFORE + " SENT",
                        "EMAIL " + SHORTLY_BEFORE + " PLANNED",
                        "IN_APP " + DAY_BEFORE + " SENT",
                        "IN_APP " + SHORTLY_BEFORE + " PLANNED");
    }

    @Test
    void ofAllThatWaitedOutAnOutageTheLatestIsSentAndNoOther() throws Exception {
        AppointmentId id = booked(practice.patient());

        advanceTo(Duration.ofHours(1));

        assertThat(subjects()).hasSize(1);
        assertThat(practice.reminders(id))
                .containsExactly(
                        "EMAIL " + DAY_BEFORE + " SKIPPED LATE",
                        "EMAIL " + SHORTLY_BEFORE + " SENT",
                        "IN_APP " + DAY_BEFORE + " SKIPPED LATE",
                        "IN_APP " + SHORTLY_BEFORE + " SENT");
    }

    @Test
    void aSchedulerThatStoodUntilTheVisitSendsNone() throws Exception {
        Someone patient = practice.patient();
        AppointmentId id = booked(patient);

        advanceTo(Duration.ZERO);

        assertThat(subjects()).isEmpty();
        assertThat(news(patient)).containsExactly("BOOKED");
        assertThat(practice.reminders(id)).hasSize(4).allMatch(reminder -> reminder.endsWith("SKIPPED LATE"));
    }

    @Test
    void aVisitThatIsCancelled25HoursBeforeIsNotRemindedOf() throws Exception {
        Someone patient = practice.patient();
        AppointmentId id = booked(patient);
        clock.set(VISIT.minus(Duration.ofHours(25)));
        practice.cancel(patient, id);
        relay.deliverDue();
        SERVER.purgeEmailFromAllMailboxes();

        advanceTo(Duration.ofHours(24));
        advanceTo(Duration.ofHours(2));

        assertThat(subjects()).isEmpty();
        assertThat(news(patient)).containsExactly("CANCELLED", "BOOKED");
        assertThat(practice.reminders(id)).hasSize(4).allMatch(reminder -> reminder.endsWith("SKIPPED STALE"));
    }

    @Test
    void aVisitThatWasRemovedIsNotRemindedOf() throws Exception {
        AppointmentId id = booked(practice.patient());
        practice.delete(id);
        relay.deliverDue();
        SERVER.purgeEmailFromAllMailboxes();

        advanceTo(Duration.ofHours(2));

        assertThat(subjects()).isEmpty();
    }

    @Test
    void aRequestThatNobodyHasAnsweredIsNotRemindedOf() {
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, practice.doctor());

        assertThat(practice.reminders(id)).isEmpty();
    }

    @Test
    void aRequestIsRemindedOfOnceItIsApprovedAndNotWhenItIsDeclined() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId approved = practice.request(patient, patient, doctor);
        practice.approve(doctor, approved);
        Someone another = practice.patient();
        Someone declining = practice.doctor();
        AppointmentId declined = practice.request(another, another, declining);
        practice.reject(declining, declined);

        assertThat(practice.reminders(approved)).hasSize(4);
        assertThat(practice.reminders(declined)).isEmpty();
    }

    @Test
    void aVisitThatTheDoctorMovedIsRemindedOfOnceAtItsNewTime() throws Exception {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.bookInstantly(patient, doctor);
        practice.move(doctor, id, null);
        relay.deliverDue();
        SERVER.purgeEmailFromAllMailboxes();

        advanceTo(Duration.ofHours(24));
        advanceTo(Duration.ofHours(2));
        assertThat(subjects()).isEmpty();
        clock.set(Practice.WEDNESDAY.minus(Duration.ofHours(24)));
        relay.deliverDue();

        assertThat(subjects()).containsExactly("Your appointment on Wed 25 Nov, 15:00 London time");
        practice.accept(patient, id);
        clock.set(Practice.WEDNESDAY.minus(Duration.ofHours(2)));
        relay.deliverDue();
        assertThat(subjects())
                .as("planned anew by the answer")
                .filteredOn(subject -> subject.startsWith("Your appointment"))
                .hasSize(2);
        assertThat(practice.reminders(id))
                .filteredOn(reminder -> reminder.endsWith("SENT"))
                .hasSize(4);
    }

    @Test
    void aMoveThatWaitsForTheDoctorIsRemindedOfOnceHeAgrees() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.move(patient, id, null);
        assertThat(practice.reminders(id)).isEmpty();

        practice.approve(doctor, id);

        assertThat(practice.reminders(id))
                .containsExactly(
                        "EMAIL 2026-11-24T15:00:00Z PLANNED",
                        "EMAIL 2026-11-25T13:00:00Z PLANNED",
                        "IN_APP 2026-11-24T15:00:00Z PLANNED",
                        "IN_APP 2026-11-25T13:00:00Z PLANNED");
    }

    @Test
    void whatWouldHaveBeenDueBeforeTheStepIsNotPlanned() {
        clock.set(VISIT.minus(Duration.ofHours(24)));

        AppointmentId id = booked(practice.patient());

        assertThat(practice.reminders(id))
                .containsExactly("EMAIL " + SHORTLY_BEFORE + " PLANNED", "IN_APP " + SHORTLY_BEFORE + " PLANNED");
    }

    @Test
    void whichRemindersThereAreIsPolicy() {
        say(Map.of(PolicyRule.REMINDER_DAY_BEFORE, 0, PolicyRule.REMINDER_BEFORE, 90));
        assertThat(practice.reminders(booked(practice.patient())))
                .containsExactly("EMAIL 2026-11-24T09:10:00Z PLANNED", "IN_APP 2026-11-24T09:10:00Z PLANNED");

        say(Map.of(PolicyRule.REMINDER_DAY_BEFORE, 0, PolicyRule.REMINDER_BEFORE, 0));
        assertThat(practice.reminders(booked(practice.patient()))).isEmpty();
    }

    @Test
    void aPatientWithoutAnAddressIsRemindedInThePagesAlone() {
        AppointmentId id =
                practice.request(practice.theAdmin(), practice.patientAtTheDesk(null), practice.doctorWithoutAccount());

        advanceTo(Duration.ofHours(24));

        assertThat(practice.reminders(id))
                .contains("EMAIL " + DAY_BEFORE + " SKIPPED NO_ADDRESS", "IN_APP " + DAY_BEFORE + " SENT");
    }

    @Test
    void manyRelaysRemindOnce() throws Exception {
        for (int i = 0; i < 8; i++) {
            booked(practice.patient());
        }
        relay.deliverDue();
        clock.set(VISIT.minus(Duration.ofHours(20)));
        List<UUID> carried = new CopyOnWriteArrayList<>();

        Race.atOnce(4, n -> relay(mail -> carried.add(mail.message())).deliverDue());
        relay.deliverDue();

        assertThat(carried).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void aReminderWhoseRelayDiedIsSentByAnother() throws Exception {
        AppointmentId id = booked(practice.patient());
        relay.deliverDue();
        SERVER.purgeEmailFromAllMailboxes();
        clock.set(VISIT.minus(Duration.ofHours(20)));
        List<Outbox.Claimed> lost = new ArrayList<>();
        for (Channel channel : List.of(Channel.EMAIL, Channel.IN_APP)) {
            lost.add(outbox.claim(clock.instant(), EnumSet.of(channel)).orElseThrow());
        }
        relay.deliverDue();
        assertThat(subjects()).isEmpty();

        clock.advance(Outbox.LEASE);
        relay.deliverDue();

        assertThat(subjects()).hasSize(1);
        assertThat(practice.reminders(id)).contains("EMAIL " + DAY_BEFORE + " SENT", "IN_APP " + DAY_BEFORE + " SENT");
        assertThat(lost).noneMatch(claimed -> outbox.sent(claimed, clock.instant()));
    }

    @Test
    void aReminderThatIsOvertakenWhileItIsWrittenIsNotSent() {
        Someone patient = practice.patient();
        AppointmentId id = booked(patient);
        relay.deliverDue();
        clock.set(VISIT.minus(Duration.ofHours(2)).minusSeconds(1));
        Outbox.Claimed claimed =
                outbox.claim(clock.instant(), EnumSet.of(Channel.EMAIL)).orElseThrow();
        assertThat(outbox.isStillWanted(claimed, clock.instant())).isTrue();

        clock.advance(Duration.ofSeconds(1));

        assertThat(outbox.isStillWanted(claimed, clock.instant())).isFalse();
        assertThat(practice.reminders(id)).isNotEmpty();
    }

    @Test
    void theDatabaseRefusesASecondReminderForTheSameMoment() {
        AppointmentId id = booked(practice.patient());

        assertThatThrownBy(() -> database.behindTheWalls()
                        .sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before,
                                             remind_at)
                        select gen_random_uuid(), appointment_id, transition, version, doctor_id, location_id, start_at,
                               recipient_kind, recipient_id, channel, purpose, 'PLANNED', planned_at, not_before, remind_at
                        from message where appointment_id = :id and purpose = 'REMINDER' limit 1
                        """)
                        .param("id", id.value())
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    private AppointmentId booked(Someone patient) {
        return practice.bookInstantly(patient, practice.doctor());
    }

    /** The relay runs that long before the visit; until then it stands, but for the mails of the booking. */
    private void advanceTo(Duration beforeTheVisit) {
        if (clock.instant().equals(TestClock.START)) {
            relay.deliverDue();
            purge();
        }
        clock.set(VISIT.minus(beforeTheVisit));
        relay.deliverDue();
    }

    private static void purge() {
        try {
            SERVER.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(Map<PolicyRule, Integer> otherwise) {
        directory.changePolicy(practice.admin, PolicyScope.CLINIC, SamplePolicy.with(otherwise));
    }

    private List<String> news(Someone patient) {
        return notifications.mine(patient.actor(), 10, null).stream()
                .map(Notification::kind)
                .toList();
    }

    private static List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage mail : SERVER.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private Relay relay(MailCarrier carrier) {
        return new Relay(outbox, List.of(new MailWay(writer, carrier)), clock);
    }

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }
}
