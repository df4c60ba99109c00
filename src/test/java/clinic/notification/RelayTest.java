package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.identity.AccountId;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.Identity;
import clinic.notification.Practice.Someone;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** That mails arrive, once, whatever happens on the way. */
@ClinicTest
@Import(Practice.class)
@ExtendWith(OutputCaptureExtension.class)
class RelayTest {

    private static final int PORT = freePort();
    private static final GreenMail SERVER = started();
    private static final Pattern TOKEN = Pattern.compile("token=([\\w.%-]+)");

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> PORT);
        registry.add("clinic.base-url", () -> "https://clinic.example/");
    }

    @Autowired
    private Practice practice;

    @Autowired
    private Relay relay;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Notifications notifications;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private Appointments appointments;

    @Autowired
    private Identity identity;

    @Autowired
    private Transactions transactions;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void nothingIsWaiting() throws Exception {
        practice.nothingIsWaiting();
        if (!SERVER.isRunning()) {
            SERVER.start();
        }
        SERVER.purgeEmailFromAllMailboxes();
    }

    @AfterAll
    static void stopMailServer() {
        SERVER.stop();
    }

    @Test
    void thePatientReadsWhenWhereWithWhomAndWhatToDo() throws Exception {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);

        relay.deliverDue();

        MimeMessage mail = onlyMailTo(patient);
        assertThat(mail.getSubject()).isEqualTo("Appointment approved: Tue 24 Nov, 10:40 London time");
        assertThat(part(mail, 0))
                .contains(
                        "Your appointment on Tue 24 Nov, 10:40 London time was approved.",
                        "Tuesday 24 November 2026, 10:40, London time (GMT)",
                        "Dr Ada Osei",
                        practice.location().name() + ", 1 Quay Street",
                        "https://clinic.example/appointments/" + id.value());
        assertThat(part(mail, 1))
                .contains(
                        "<html lang=\"en\" dir=\"ltr\">", "Tuesday 24 November 2026, 10:40", "Dr Ada Osei", "</html>");
        assertThat(practice.mails(id)).contains("PATIENT APPROVED SENT");
    }

    @Test
    void theDoctorsMailOpensTheDoctorsPage() throws Exception {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);

        relay.deliverDue();

        assertThat(part(onlyMailTo(doctor), 0))
                .contains("Please approve or decline it.", "https://clinic.example/doctor/appointments/" + id.value());
    }

    @Test
    void whoHasNoAccountIsGivenTheNumberToRingAndNoLink() throws Exception {
        Someone patient = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        practice.request(practice.theAdmin(), patient, practice.doctor());

        relay.deliverDue();

        assertThat(part(onlyMailTo(patient), 0)).contains("0123 456").doesNotContain("https://");
    }

    @Test
    void noMailAndNoLogLineHoldsANoteAReasonAKindOfVisitOrAPatientsName(CapturedOutput output) throws Exception {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        relay.deliverDue();
        practice.move(doctor, id, null);
        relay.deliverDue();
        practice.cancel(practice.theAdmin(), id);
        relay.deliverDue();

        MimeMessage[] mails = SERVER.getReceivedMessages();
        assertThat(mails).hasSize(5);
        for (MimeMessage mail : mails) {
            for (String words : List.of(mail.getSubject(), part(mail, 0), part(mail, 1))) {
                assertThat(words).doesNotContainIgnoringCase("zebedee", "zebra", "zoster");
            }
        }
        assertThat(output.getAll())
                .doesNotContainIgnoringCase("zebedee", "zebra words", "people.example", "Quay Street", "Osei");
    }

    @Test
    void aLaterStepMakesTheEarlierMailNeedless() throws Exception {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);
        practice.cancel(patient, id);

        relay.deliverDue();

        assertThat(onlyMailTo(patient).getSubject()).startsWith("Appointment cancelled");
        assertThat(practice.mails(id))
                .containsExactly(
                        "PATIENT REQUESTED SKIPPED STALE",
                        "DOCTOR REQUESTED SKIPPED STALE",
                        "PATIENT APPROVED SKIPPED STALE",
                        "PATIENT CANCELLED SENT",
                        "DOCTOR CANCELLED SENT");
    }

    @Test
    void aDoctorWhoLostTheAppointmentIsToldEvenIfMoreHappenedSince() throws Exception {
        Someone patient = practice.patient();
        Someone before = practice.doctor();
        AppointmentId id = practice.request(patient, patient, before);
        practice.move(practice.theAdmin(), id, practice.doctor());
        practice.cancel(patient, id);

        relay.deliverDue();

        MimeMessage mail = onlyMailTo(before);
        assertThat(mail.getSubject()).isEqualTo("No longer with you: Tue 24 Nov, 10:40 London time");
        assertThat(part(mail, 0)).doesNotContain("Wed").contains("https://clinic.example/doctor");
    }

    @Test
    void aStepTakenWhileTheMailIsBeingWrittenStopsIt() {
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, practice.doctor());
        Outbox.Claimed claimed =
                outbox.claim(clock.instant(), EnumSet.allOf(Channel.class)).orElseThrow();

        practice.cancel(patient, id);

        assertThat(outbox.isStillWanted(claimed, clock.instant())).isFalse();
    }

    @Test
    void aLaterMailWaitsForAnEarlierOneOnItsWay() {
        Someone patient = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        Someone doctor = practice.doctorWithoutAccount();
        AppointmentId id = practice.request(practice.theAdmin(), patient, doctor);
        Outbox.Claimed earlier =
                outbox.claim(clock.instant(), EnumSet.allOf(Channel.class)).orElseThrow();
        practice.cancel(doctor, id);

        relay.deliverDue();
        assertThat(SERVER.getReceivedMessages()).isEmpty();

        outbox.sent(earlier, clock.instant());
        relay.deliverDue();
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
    }

    @Test
    void manyRelaysSendEachMailOnce() throws Exception {
        int requests = 12;
        for (int i = 0; i < requests; i++) {
            Someone patient = practice.patient();
            practice.request(patient, patient, practice.doctor());
        }
        List<UUID> carried = new CopyOnWriteArrayList<>();
        CountDownLatch ready = new CountDownLatch(1);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> relays = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Relay another = relay(mail -> carried.add(mail.message()));
                relays.add(threads.submit(() -> {
                    ready.await();
                    return another.deliverDue();
                }));
            }
            ready.countDown();
            for (Future<Integer> one : relays) {
                one.get();
            }
        }
        relay(mail -> carried.add(mail.message())).deliverDue();

        assertThat(carried).hasSize(2 * requests).doesNotHaveDuplicates();
    }

    @Test
    void aDeadMailServerHoldsNothingUpAndMailsArriveWhenItIsBack(CapturedOutput output) throws Exception {
        SERVER.stop();
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        for (int i = 0; i < 20; i++) {
            relay.deliverDue();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(practice.mails(id)).allMatch(mail -> mail.endsWith("FAILED UNREACHABLE"));
        assertThat(appointments.appointment(patient.actor(), id).status()).isEqualTo(Status.PENDING);
        assertThat(output.getAll().split("cannot be reached", -1))
                .as("said once")
                .hasSize(2);

        SERVER.start();
        relay.deliverDue();

        assertThat(practice.mails(id)).containsExactly("PATIENT REQUESTED SENT", "DOCTOR REQUESTED SENT");
        assertThat(SERVER.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aMailThatIsRefusedIsTriedWithGrowingPausesAndThenGivenUp() {
        Someone patient = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        AppointmentId id = practice.request(practice.theAdmin(), patient, practice.doctorWithoutAccount());
        List<UUID> offered = new CopyOnWriteArrayList<>();
        Relay refused = relay(mail -> {
            offered.add(mail.message());
            throw new NotCarried(NotCarried.Why.REFUSED);
        });

        refused.deliverDue();
        refused.deliverDue();
        assertThat(offered).as("not again before the pause is over").hasSize(1);

        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMinutes(5));
            refused.deliverDue();
        }
        assertThat(offered)
                .filteredOn(offered.getFirst()::equals)
                .as("the reminder of the visit comes beside it")
                .hasSize(Relay.TRIES);
        assertThat(practice.mails(id)).containsExactly("PATIENT BOOKED DEAD REFUSED");
    }

    @Test
    void anAddressThatIsNoneIsGivenUpAtOnce() {
        Someone patient = practice.patientAtTheDesk("desk@people.example");
        AppointmentId id = practice.request(practice.theAdmin(), patient, practice.doctorWithoutAccount());
        practice.write(patient.id(), "not an address");

        relay.deliverDue();

        assertThat(practice.mails(id)).containsExactly("PATIENT BOOKED DEAD BAD_ADDRESS");
    }

    @Test
    void whatARelayThatDiedHadClaimedIsSentByAnother() {
        Someone patient = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        AppointmentId id = practice.request(practice.theAdmin(), patient, practice.doctorWithoutAccount());
        Outbox.Claimed lost =
                outbox.claim(clock.instant(), EnumSet.allOf(Channel.class)).orElseThrow();

        relay.deliverDue();
        assertThat(SERVER.getReceivedMessages()).isEmpty();

        clock.advance(Outbox.LEASE);
        relay.deliverDue();
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(practice.mails(id)).containsExactly("PATIENT BOOKED SENT");
        assertThat(outbox.failed(lost, "LATE", clock.instant()))
                .as("a lost lease changes nothing")
                .isFalse();
    }

    @Test
    void aMailThatWasTakenWhileTheDatabaseWentAwayIsNotSentAgain() {
        Someone patient = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        AppointmentId id = practice.request(practice.theAdmin(), patient, practice.doctorWithoutAccount());
        List<UUID> carried = new CopyOnWriteArrayList<>();
        Relay unlucky = relay(mail -> {
            carried.add(mail.message());
            if (carried.size() == 1) {
                database.behindTheWalls()
                        .sql("revoke update (sent_at) on message from clinic_system")
                        .update();
            }
        });

        try {
            assertThatThrownBy(unlucky::deliverDue).isInstanceOf(DataAccessException.class);
        } finally {
            database.behindTheWalls()
                    .sql("grant update (sent_at) on message to clinic_system")
                    .update();
        }
        clock.advance(Outbox.LEASE);
        unlucky.deliverDue();

        assertThat(carried).hasSize(1);
        assertThat(practice.mails(id)).containsExactly("PATIENT BOOKED SENT");
    }

    @Test
    void whatIsTooOldToBeWorthTellingIsNotSent() {
        Someone patient = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        AppointmentId id = practice.request(practice.theAdmin(), patient, practice.doctorWithoutAccount());
        clock.advance(Relay.WORTH_SENDING.plusSeconds(1));

        relay.deliverDue();

        assertThat(SERVER.getReceivedMessages()).isEmpty();
        assertThat(practice.mails(id)).containsExactly("PATIENT BOOKED SKIPPED TOO_OLD");
    }

    @Test
    void anAnswerIsMailedWhenItCannotBeTakenBackAnyMore() {
        Someone doctor = practice.doctor();
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, doctor);
        relay.deliverDue();
        practice.approveJustNow(doctor, id);

        clock.advance(Duration.ofSeconds(9));
        relay.deliverDue();
        assertThat(practice.mails(id)).contains("PATIENT APPROVED PLANNED");

        clock.advance(Duration.ofSeconds(1));
        relay.deliverDue();
        assertThat(practice.mails(id)).contains("PATIENT APPROVED SENT");
    }

    @Test
    void whatAnAnswerMadeStaleIsMailedOnceTheAnswerIsTakenBack() {
        Someone doctor = practice.doctor();
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approveJustNow(doctor, id);
        relay.deliverDue();
        assertThat(practice.mails(id)).contains("PATIENT REQUESTED SKIPPED STALE", "DOCTOR REQUESTED SKIPPED STALE");

        practice.takeBack(doctor, id);
        clock.advance(Duration.ofMinutes(1));
        relay.deliverDue();

        assertThat(practice.mails(id))
                .containsExactlyInAnyOrder(
                        "PATIENT REQUESTED SENT", "DOCTOR REQUESTED SENT", "PATIENT APPROVED SKIPPED TAKEN_BACK");
    }

    @Test
    void aLinkForAnAccountIsMadeWhenTheMailIsSentAndWorks() throws Exception {
        UUID account = practice.account(Role.ADMIN);
        want(account, Mail.RESET_PASSWORD);

        relay.deliverDue();

        MimeMessage mail = onlyMailTo(new Someone(practice.admin, account, Practice.address(account)));
        assertThat(mail.getSubject()).isEqualTo("Choose a new password");
        Matcher link = TOKEN.matcher(part(mail, 0));
        assertThat(link.find()).isTrue();
        assertThat(identity.peek(link.group(1))).isPresent();
        assertThat(database.behindTheWalls()
                        .sql("select state from message where account_id = :id")
                        .param("id", account)
                        .query(String.class)
                        .single())
                .isEqualTo("SENT");
    }

    @Test
    void aNoteAboutAnAccountHoldsNoSecret() throws Exception {
        UUID account = practice.account(Role.ADMIN);
        want(account, Mail.PASSWORD_CHANGED);

        relay.deliverDue();

        assertThat(part(onlyMailTo(new Someone(practice.admin, account, Practice.address(account))), 0))
                .contains("was changed")
                .doesNotContain("token=");
    }

    @Test
    void anAdminIsToldOfADelayThatIsWorthALookAndOfNoOther() {
        practice.request(practice.theAdmin(), practice.patient(), practice.doctor());
        clock.advance(Duration.ofMinutes(15));
        assertThat(notifications.delay(practice.admin)).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        assertThat(notifications.delay(practice.admin)).contains(Duration.ofMinutes(16));
        assertThatThrownBy(() -> notifications.delay(Actor.visitor(UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class);

        relay.deliverDue();
        assertThat(notifications.delay(practice.admin)).isEmpty();
    }

    @Test
    void theHealthOfMessagesTellsHowLongTheOldestWaits() {
        practice.request(practice.theAdmin(), practice.patient(), practice.doctor());
        clock.advance(Duration.ofMinutes(20));

        assertThat(new OldestUnsentHealth(outbox, clock).health()).satisfies(health -> {
            assertThat(health.getStatus().getCode()).isEqualTo("DELAYED");
            assertThat(health.getDetails()).containsEntry("oldestUnsentSeconds", 1200L);
        });
        relay.deliverDue();
        assertThat(new OldestUnsentHealth(outbox, clock).health().getStatus().getCode())
                .isEqualTo("UP");
    }

    private void want(UUID account, Mail mail) {
        transactions.as(Actor.system(UUID.randomUUID()), () -> {
            events.publishEvent(new AccountMailWanted(new AccountId(account), mail));
            return null;
        });
    }

    private Relay relay(MailCarrier carrier) {
        return new Relay(outbox, List.of(new MailWay(writer, carrier)), clock);
    }

    private static MimeMessage onlyMailTo(Someone someone) throws MessagingException {
        List<MimeMessage> mails = Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> isTo(mail, someone))
                .toList();
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private static boolean isTo(MimeMessage mail, Someone someone) {
        try {
            return mail.getAllRecipients()[0].toString().equals(someone.email());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage mail, int number) throws MessagingException, IOException {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(number).getContentType()).startsWith(number == 0 ? "text/plain" : "text/html");
        return (String) parts.getBodyPart(number).getContent();
    }

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** Chosen once, so that a server that comes back is where it was. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
