package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentId;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicTest;
import clinic.testing.ReadCalendar;
import clinic.testing.TestClock;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the mails about a visit tell their readers' calendars, read from what the mail server was given. */
@Tag("zones")
@ClinicTest
@Import(Practice.class)
class InvitationsTest {

    /** 10:40 in Berlin, the one before and the other after the clock is put forward on 28 March. */
    private static final Instant FRIDAY = Instant.parse("2027-03-26T09:40:00Z");

    private static final Instant MONDAY = Instant.parse("2027-03-29T08:40:00Z");

    private static final Instant SATURDAY = Instant.parse("2027-03-27T14:00:00Z");
    private static final String ADDRESS = "Große Bäckerstraße 1 – Höfe, Zugang über die Brücke, 10115 Berlin";
    private static final Duration LENGTH = Duration.ofMinutes(20);

    private static final GreenMail SERVER = started();

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
        registry.add("clinic.base-url", () -> "https://clinic.example");
        registry.add("clinic.mail-from", () -> "Harbour Clinic <front.desk@clinic.example>");
    }

    @Autowired
    private Practice practice;

    @Autowired
    private Relay relay;

    @Autowired
    private TestClock clock;

    private Someone patient;
    private Someone doctor;

    @BeforeEach
    void beforeTheClockChanges() throws Exception {
        clock.set(Instant.parse("2027-03-22T08:00:00Z"));
        practice.nothingIsWaiting();
        practice.openIn("Europe/Berlin", ADDRESS);
        SERVER.purgeEmailFromAllMailboxes();
        patient = practice.patient();
        doctor = practice.doctor();
    }

    @AfterAll
    static void stopMailServer() {
        SERVER.stop();
    }

    @Test
    void bookedMovedMovedAndCancelledIsOneEventWithFourVersions() throws Exception {
        AppointmentId id = practice.bookInstantly(patient, doctor, FRIDAY);
        relay.deliverDue();
        practice.move(patient, id, null, MONDAY);
        relay.deliverDue();
        practice.move(doctor, id, null, SATURDAY);
        relay.deliverDue();
        practice.cancel(patient, id);
        relay.deliverDue();

        List<ReadCalendar> told = calendars(patient);
        assertThat(told).extracting(ReadCalendar::method).containsExactly("REQUEST", "REQUEST", "REQUEST", "CANCEL");
        assertThat(told).extracting(ReadCalendar::sequence).containsExactly(0, 1, 2, 3);
        assertThat(told).extracting(ReadCalendar::start).containsExactly(FRIDAY, MONDAY, SATURDAY, SATURDAY);
        assertThat(told)
                .extracting(ReadCalendar::end)
                .containsExactly(
                        FRIDAY.plus(LENGTH), MONDAY.plus(LENGTH), SATURDAY.plus(LENGTH), SATURDAY.plus(LENGTH));
        assertThat(told)
                .extracting(ReadCalendar::status)
                .containsExactly("CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED");
        assertThat(told).extracting(ReadCalendar::uid).containsOnly(id.value() + "@appointments.clinic");
        assertThat(told).extracting(ReadCalendar::guests).containsOnly(List.of(patient.email()));
        assertThat(told).extracting(ReadCalendar::organizer).containsOnly("front.desk@clinic.example");
        assertThat(told.getFirst().location()).isEqualTo(practice.location().name() + ", " + ADDRESS);
        assertThat(told.getFirst().description())
                .isEqualTo("0123 456\nhttps://clinic.example/appointments/" + id.value());
    }

    @Test
    void anAnswerIsALaterTellingOfTheSameVersion() throws Exception {
        AppointmentId id = practice.request(patient, patient, doctor, FRIDAY);
        deliverAMinuteLater();
        practice.approve(doctor, id);
        deliverAMinuteLater();
        practice.move(patient, id, null, MONDAY);
        deliverAMinuteLater();
        practice.approve(doctor, id);
        deliverAMinuteLater();

        List<ReadCalendar> told = calendars(patient);
        assertThat(told)
                .extracting(one -> one.sequence() + " " + one.status())
                .containsExactly("0 TENTATIVE", "0 CONFIRMED", "1 TENTATIVE", "1 CONFIRMED");
        assertThat(told).extracting(ReadCalendar::stamp).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatIsDeclinedExpiredOrRemovedIsTakenOutAgain() throws Exception {
        AppointmentId declined = practice.request(patient, patient, doctor, FRIDAY);
        relay.deliverDue();
        practice.reject(doctor, declined);
        relay.deliverDue();
        practice.delete(declined);
        relay.deliverDue();

        assertThat(calendars(patient))
                .extracting(one -> one.method() + " " + one.sequence())
                .containsExactly("REQUEST 0", "CANCEL 1", "CANCEL 2");
    }

    @Test
    void whoLosesAVisitToAnotherDoctorHasItTakenOutOfTheCalendar() throws Exception {
        AppointmentId id = practice.bookInstantly(patient, doctor, FRIDAY);
        relay.deliverDue();
        Someone other = practice.doctor();
        practice.move(practice.theAdmin(), id, other, MONDAY);
        relay.deliverDue();

        assertThat(calendars(doctor))
                .extracting(one -> one.method() + " " + one.sequence() + " " + one.start())
                .containsExactly("REQUEST 0 " + FRIDAY, "CANCEL 1 " + FRIDAY);
        assertThat(calendars(other))
                .extracting(one -> one.method() + " " + one.sequence() + " " + one.start())
                .containsExactly("REQUEST 1 " + MONDAY);
        assertThat(calendars(other)).extracting(ReadCalendar::guests).containsExactly(List.of(other.email()));
        assertThat(calendars(doctor).getLast().uid())
                .isEqualTo(calendars(other).getLast().uid());
        assertThat(calendars(doctor).getLast().description()).isEqualTo("0123 456");
    }

    @Test
    void theVersionsOfALostVisitAreThoseOfItsOwnStepHoweverLateTheMailGoes() throws Exception {
        AppointmentId id = practice.bookInstantly(patient, doctor, FRIDAY);
        practice.move(practice.theAdmin(), id, practice.doctor(), MONDAY);
        practice.cancel(patient, id);

        relay.deliverDue();

        assertThat(calendars(doctor))
                .extracting(one -> one.method() + " " + one.sequence())
                .containsExactly("CANCEL 1");
        assertThat(calendars(patient))
                .extracting(one -> one.method() + " " + one.sequence())
                .containsExactly("CANCEL 2");
    }

    @Test
    void aVisitThatIsOverTellsCalendarsNothing() throws Exception {
        AppointmentId id = practice.bookInstantly(patient, doctor, FRIDAY);
        clock.set(FRIDAY.plus(LENGTH));
        practice.complete(doctor, id);

        relay.deliverDue();

        MimeMessage mail = mails(patient).getFirst();
        assertThat(mail.getSubject()).startsWith("Visit done");
        assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
    }

    @Test
    void whoHasNoAccountIsToldNoAddressOfAPage() throws Exception {
        Someone atTheDesk = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        practice.request(practice.theAdmin(), atTheDesk, doctor, FRIDAY);

        relay.deliverDue();

        assertThat(calendars(atTheDesk).getFirst().description()).isEqualTo("0123 456");
    }

    @Test
    void noCalendarHoldsANameANoteAReasonAKindOfVisitOrAnothersAddress() throws Exception {
        AppointmentId id = practice.request(patient, patient, doctor, FRIDAY);
        relay.deliverDue();
        practice.move(patient, id, null, MONDAY);
        relay.deliverDue();
        practice.reject(practice.theAdmin(), id);
        relay.deliverDue();
        practice.delete(id);
        relay.deliverDue();

        List<String> toPatient = texts(patient);
        List<String> toDoctor = texts(doctor);
        assertThat(toPatient)
                .hasSize(4)
                .allSatisfy(text -> assertThat(text)
                        .contains("SUMMARY:Appointment\r\n")
                        .doesNotContainIgnoringCase("zebedee", "zebra", "zoster", "osei", doctor.email()));
        assertThat(toDoctor)
                .hasSize(4)
                .allSatisfy(text -> assertThat(text)
                        .contains("SUMMARY:Appointment\r\n")
                        .doesNotContainIgnoringCase("zebedee", "zebra", "zoster", "osei", patient.email()));
    }

    private void deliverAMinuteLater() {
        clock.advance(Duration.ofMinutes(1));
        relay.deliverDue();
    }

    private static List<ReadCalendar> calendars(Someone reader) throws Exception {
        List<ReadCalendar> calendars = new ArrayList<>();
        for (MimeMessage mail : mails(reader)) {
            BodyPart part = calendar(mail);
            ReadCalendar read = ReadCalendar.of(text(part));
            ContentType type = new ContentType(part.getContentType());
            assertThat(type.match("text/calendar")).isTrue();
            assertThat(type.getParameter("method")).isEqualTo(read.method());
            assertThat(type.getParameter("charset")).isEqualToIgnoringCase("UTF-8");
            calendars.add(read);
        }
        return calendars;
    }

    private static List<String> texts(Someone reader) throws Exception {
        List<String> texts = new ArrayList<>();
        for (MimeMessage mail : mails(reader)) {
            texts.add(text(calendar(mail)));
        }
        return texts.stream().map(text -> text.replace("\r\n ", "")).toList();
    }

    /** The last of the alternatives, and so the one that is preferred by who understands it. */
    private static BodyPart calendar(MimeMessage mail) throws MessagingException, IOException {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(3);
        return parts.getBodyPart(2);
    }

    private static String text(BodyPart part) throws MessagingException, IOException {
        String text = new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        return text;
    }

    private static List<MimeMessage> mails(Someone reader) throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : SERVER.getReceivedMessages()) {
            if (mail.getAllRecipients()[0].toString().equals(reader.email())) {
                mails.add(mail);
            }
        }
        return mails;
    }

    private static GreenMail started() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }
}
