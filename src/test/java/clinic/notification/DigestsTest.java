package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.notification.Outbox.Claimed;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Doctors who want it are written to each morning. The clock stands on Monday 23 November 2026, 08:00 in London. */
@ClinicTest
@Import(Practice.class)
class DigestsTest {

    private static final Instant TUESDAY_SEVEN = Instant.parse("2026-11-24T07:00:00Z");

    @Autowired
    private Practice practice;

    @Autowired
    private NotificationPreferences preferences;

    @Autowired
    private Digests digests;

    @Autowired
    private Outbox outbox;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    private Someone doctor;
    private Someone patient;

    @BeforeEach
    void aDoctorWhoWantsIt() {
        practice.nothingIsWaiting();
        doctor = practice.doctor();
        patient = practice.patient();
        preferences.choose(doctor.actor(), List.of(new Preference(Kind.DIGEST, true, false)));
    }

    @Test
    void theMorningMailTellsWhatWaitsAndWhatTodayAndTomorrowBringAndNobodysName() {
        practice.bookInstantly(patient, doctor, Instant.parse("2026-11-24T09:00:00Z"));
        practice.bookInstantly(practice.patient(), doctor, Instant.parse("2026-11-24T16:20:00Z"));
        practice.request(practice.patient(), practice.patient(), doctor, Instant.parse("2026-11-25T10:00:00Z"));
        clock.set(TUESDAY_SEVEN);

        List<Mail> mails = planned();

        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().to()).isEqualTo(doctor.email());
        assertThat(mails.getFirst().subject()).isEqualTo("Your day");
        assertThat(mails.getFirst().text())
                .contains("Requests waiting:", "1", "2 (09:00 to 16:40)", "Visits tomorrow:")
                .doesNotContain(Practice.PATIENT_NAME, "a note");
    }

    @Test
    void itGoesOnceADayHoweverOftenAndByHoweverManyItIsPlanned() {
        practice.bookInstantly(patient, doctor, Instant.parse("2026-11-24T09:00:00Z"));
        clock.set(TUESDAY_SEVEN);
        digests.plan();
        digests.plan();
        assertThat(count()).isEqualTo(1);

        clock.advance(Duration.ofHours(2));
        digests.plan();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void itIsNotPlannedBeforeSevenNorFromNoonOnNorForWhoHasNotAskedForIt() {
        Someone other = practice.doctor();
        practice.bookInstantly(patient, doctor, Instant.parse("2026-11-25T09:00:00Z"));
        practice.bookInstantly(practice.patient(), other, Instant.parse("2026-11-25T09:00:00Z"));
        for (String moment : List.of("2026-11-24T06:59:59Z", "2026-11-24T12:00:00Z")) {
            clock.set(Instant.parse(moment));
            digests.plan();
            assertThat(count()).as(moment).isZero();
        }
        clock.set(Instant.parse("2026-11-25T07:00:00Z"));

        digests.plan();

        assertThat(mailsTo(doctor, other)).extracting(Mail::to).containsExactly(doctor.email());
    }

    @Test
    void onADayWithNothingToTellAndAfterItsDateNoneGoes() {
        practice.bookInstantly(patient, doctor, Instant.parse("2026-11-27T09:00:00Z"));
        clock.set(TUESDAY_SEVEN);
        assertThat(planned()).isEmpty();

        clock.set(Instant.parse("2026-11-26T11:59:00Z"));
        digests.plan();
        clock.advance(Duration.ofHours(13));
        assertThat(mailsTo(doctor)).isEmpty();
    }

    private List<Mail> planned() {
        digests.plan();
        return mailsTo(doctor);
    }

    /** What the relay would send them now. */
    private List<Mail> mailsTo(Someone... doctors) {
        List<String> addresses = Stream.of(doctors).map(Someone::email).toList();
        List<Mail> mails = new ArrayList<>();
        for (Optional<Claimed> next = claim(); next.isPresent(); next = claim()) {
            if (next.get().facts().purpose() == Purpose.DIGEST
                    && writer.write(next.get(), clock.instant()) instanceof LetterWriter.Written written
                    && addresses.contains(written.mail().to())) {
                mails.add(written.mail());
            }
        }
        return mails;
    }

    private Optional<Claimed> claim() {
        return outbox.claim(clock.instant(), EnumSet.of(Channel.EMAIL));
    }

    private int count() {
        UUID account = doctor.actor().id();
        return database.behindTheWalls()
                .sql("select count(*) from message where purpose = 'DIGEST' and account_id = :account")
                .param("account", account)
                .query(Integer.class)
                .single();
    }
}
