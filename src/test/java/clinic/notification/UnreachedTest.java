package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentId;
import clinic.notification.Notifications.Undelivered;
import clinic.notification.Practice.Someone;
import clinic.platform.Transactions;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom somebody must ring. */
@ClinicTest
@Import(Practice.class)
class UnreachedTest {

    @Autowired
    private Practice practice;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Transactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    @Test
    void whoseMailWasGivenUpIsRung() {
        AppointmentId id = approved(practice.patient());
        assertThat(listed(id)).as("the mail is on its way").isEmpty();

        mails(id, 2, "DEAD", "BAD_ADDRESS");

        assertThat(listed(id)).hasValueSatisfying(one -> {
            assertThat(one.purpose()).isEqualTo("APPROVED");
            assertThat(one.why()).containsExactly("BAD_ADDRESS");
        });
    }

    @Test
    void whomTheMailHasReachedIsNot() {
        AppointmentId id = approved(practice.patient());

        mails(id, 2, "SENT", null);

        assertThat(listed(id)).isEmpty();
    }

    @Test
    void onlyTheLastMessageCounts() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);
        mails(id, 2, "DEAD", "REFUSED");
        clock.advance(Duration.ofMinutes(5));
        practice.cancel(doctor, id);
        assertThat(listed(id)).as("the mail of the cancellation is on its way").isEmpty();

        mails(id, 3, "DEAD", "REFUSED");

        assertThat(listed(id)).map(Undelivered::purpose).contains("CANCELLED");
    }

    @Test
    void whoHasNoAddressAndNoAccountIsRung() {
        Someone atTheDesk = practice.patientAtTheDesk(null);
        AppointmentId id = practice.request(practice.theAdmin(), atTheDesk, practice.doctor());

        assertThat(listed(id)).map(Undelivered::why).contains(List.of("NO_ADDRESS"));
    }

    @Test
    void anAnswerThatCanStillBeTakenBackIsNobodysCallYet() {
        Someone patient = practice.patientAtTheDesk(null);
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approveJustNow(doctor, id);
        assertThat(listed(id)).isEmpty();

        clock.advance(Duration.ofSeconds(10));

        assertThat(listed(id)).isPresent();
    }

    @Test
    void whoDidItHimselfKnows() {
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, practice.doctor());

        mails(id, 1, "DEAD", "REFUSED");

        assertThat(listed(id)).isEmpty();
    }

    @Test
    void whoHasReadItInTheClinicsPagesKnows() {
        Someone patient = practice.patient();
        AppointmentId id = approved(patient);
        mails(id, 2, "DEAD", "REFUSED");
        assertThat(listed(id)).isPresent();

        notifications.markAllRead(patient.actor());

        assertThat(listed(id)).isEmpty();
    }

    @Test
    void aReminderThatReachedNobodyIsWorthACall() {
        Someone patient = practice.patient();
        AppointmentId id = approved(patient);
        mails(id, 2, "SENT", null);
        clock.advance(Duration.ofHours(3));
        remindersInThePagesAreShown(id);
        database.behindTheWalls()
                .sql("update message set state = 'SKIPPED', reason = 'NO_ADDRESS' where appointment_id = :id"
                        + " and channel = 'EMAIL' and purpose = 'REMINDER'")
                .param("id", id.value())
                .update();

        assertThat(listed(id)).map(Undelivered::purpose).contains("REMINDER");
    }

    @Test
    void whatWasPutAsideIsNoFailure() {
        for (String reason : List.of("STALE", "TOO_OLD")) {
            AppointmentId id = approved(practice.patient());

            mails(id, 2, "SKIPPED", reason);

            assertThat(listed(id)).as(reason).isEmpty();
        }
    }

    @Test
    void aVisitThatHasBegunIsNobodysCallAnyMore() {
        AppointmentId id = approved(practice.patient());
        mails(id, 2, "DEAD", "REFUSED");
        assertThat(listed(id)).isPresent();

        clock.advance(Duration.ofDays(2));

        assertThat(listed(id)).isEmpty();
    }

    @Test
    void whoWasToldByHandIsOffTheListAndItStaysKnownByWhomAndWhen() {
        AppointmentId id = approved(practice.patient());
        mails(id, 2, "DEAD", "REFUSED");
        UUID message = listed(id).orElseThrow().message();
        Instant told = clock.instant();

        notifications.toldByHand(practice.admin, message);
        clock.advance(Duration.ofMinutes(5));
        notifications.toldByHand(practice.admin, message);

        assertThat(listed(id)).isEmpty();
        assertThat(database.behindTheWalls()
                        .sql("select at at time zone 'UTC' || ' ' || by_id from told_by_hand where message_id = :id")
                        .param("id", message)
                        .query(String.class)
                        .single())
                .startsWith(told.toString().substring(0, 10))
                .contains(told.toString().substring(11, 19))
                .endsWith(practice.admin.id().toString());
        assertThat(database.behindTheWalls()
                        .sql("select count(*) from audit_entry where kind = 'told_by_hand' and record_id = :id")
                        .param("id", message.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aLaterMessageIsAnotherCall() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approve(doctor, id);
        mails(id, 2, "DEAD", "REFUSED");
        notifications.toldByHand(practice.admin, listed(id).orElseThrow().message());
        clock.advance(Duration.ofMinutes(5));
        practice.cancel(doctor, id);

        mails(id, 3, "DEAD", "REFUSED");

        assertThat(listed(id)).isPresent();
    }

    @Test
    void aPageContinuesAfterItsLast() {
        AppointmentId first = approved(practice.patient());
        AppointmentId second = approved(practice.patient());
        mails(first, 2, "DEAD", "REFUSED");
        mails(second, 2, "DEAD", "REFUSED");
        List<AppointmentId> all = notifications.unreached(practice.admin, null, 200).stream()
                .map(Undelivered::appointment)
                .toList();

        AppointmentId before = all.get(all.size() - 2);

        assertThat(notifications.unreached(practice.admin, before, 200))
                .extracting(Undelivered::appointment)
                .containsExactly(all.getLast());
    }

    @Test
    void onlyAdminsAskAndTell() {
        Someone patient = practice.patient();
        AppointmentId id = approved(patient);
        mails(id, 2, "DEAD", "REFUSED");
        UUID message = listed(id).orElseThrow().message();

        assertThatThrownBy(() -> notifications.unreached(patient.actor(), null, 10))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> notifications.toldByHand(patient.actor(), message))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> notifications.toldByHand(practice.admin, UUID.randomUUID()))
                .isInstanceOf(NotFound.class);
        for (Someone other : List.of(patient, practice.doctor())) {
            assertThatThrownBy(() -> transactions.as(
                            other.actor(), () -> signedBy(other.actor().id(), message)))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> transactions.as(practice.admin, () -> signedBy(UUID.randomUUID(), message)))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> transactions.as(
                        practice.admin,
                        () -> jdbc.sql("delete from told_by_hand").update()))
                .isInstanceOf(DataAccessException.class);
    }

    private int signedBy(UUID who, UUID message) {
        return jdbc.sql("insert into told_by_hand (message_id, at, by_id) values (:message, now(), :who)")
                .param("message", message)
                .param("who", who)
                .update();
    }

    private AppointmentId approved(Someone patient) {
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        clock.advance(Duration.ofMinutes(1));
        practice.approve(doctor, id);
        return id;
    }

    private Optional<Undelivered> listed(AppointmentId id) {
        return notifications.unreached(practice.admin, null, 200).stream()
                .filter(one -> one.appointment().equals(id))
                .findFirst();
    }

    private void mails(AppointmentId id, int step, String state, @Nullable String reason) {
        int changed = database.behindTheWalls()
                .sql("""
                        update message set state = :state, reason = :reason,
                          sent_at = case when :state = 'SENT' then planned_at end
                        where appointment_id = :id and transition = :step and recipient_kind = 'PATIENT' and channel = 'EMAIL'
                          and purpose <> 'REMINDER'
                        """)
                .param("id", id.value())
                .param("step", step)
                .param("state", state)
                .param("reason", reason)
                .update();
        assertThat(changed).isEqualTo(1);
    }

    private void remindersInThePagesAreShown(AppointmentId id) {
        database.behindTheWalls()
                .sql("update message set state = 'SENT', sent_at = remind_at where appointment_id = :id"
                        + " and channel = 'IN_APP' and purpose = 'REMINDER'")
                .param("id", id.value())
                .update();
    }
}
