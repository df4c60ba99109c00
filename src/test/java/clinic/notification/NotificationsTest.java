package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import clinic.booking.AppointmentId;
import clinic.notification.Notifications.Notification;
import clinic.notification.Notifications.State;
import clinic.notification.Practice.Someone;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What people read in the clinic's own pages. */
@ClinicTest
@Import(Practice.class)
class NotificationsTest {

    @Autowired
    private Practice practice;

    @Autowired
    private Notifications notifications;

    @Autowired
    private TestClock clock;

    @Test
    void eachReadsWhatHappenedInHisOwnWordsNewestFirst() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        clock.advance(Duration.ofMinutes(1));
        practice.approve(doctor, id);

        List<Notification> patients = notifications.mine(patient.actor(), 10, null);
        assertThat(patients)
                .extracting(Notification::kind, Notification::text)
                .containsExactly(
                        tuple("APPROVED", "Your appointment on Tue 24 Nov, 10:40 London time was approved."),
                        tuple(
                                "REQUESTED",
                                "You asked for an appointment on Tue 24 Nov, 10:40 London time. The doctor will answer."));
        assertThat(patients)
                .allSatisfy(
                        notification -> assertThat(notification.appointment()).isEqualTo(id));
        assertThat(notifications.mine(doctor.actor(), 10, null))
                .extracting(Notification::text)
                .containsExactly("A patient asks for an appointment on Tue 24 Nov, 10:40 London time.");
    }

    @Test
    void whatWasSaidStaysSaidAfterAMove() {
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, practice.doctor());
        clock.advance(Duration.ofMinutes(1));
        practice.move(patient, id, null);

        assertThat(notifications.mine(patient.actor(), 10, null))
                .extracting(Notification::text)
                .containsExactly(
                        "You asked to move your appointment from Tue 24 Nov, 10:40 London time"
                                + " to Wed 25 Nov, 15:00 London time. The doctor will answer.",
                        "You asked for an appointment on Tue 24 Nov, 10:40 London time. The doctor will answer.");
    }

    @Test
    void noNotificationHoldsANameANoteAReasonOrAKindOfVisit() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.move(doctor, id, null);
        practice.cancel(practice.theAdmin(), id);

        for (Someone reader : List.of(patient, doctor)) {
            assertThat(notifications.mine(reader.actor(), 10, null))
                    .isNotEmpty()
                    .allSatisfy(notification -> assertThat(notification.text())
                            .doesNotContainIgnoringCase("zebedee", "zebra", "zoster", "Osei"));
        }
    }

    @Test
    void aPageContinuesAfterItsLast() {
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, practice.doctor());
        clock.advance(Duration.ofMinutes(1));
        practice.cancel(patient, id);

        Notification newest = notifications.mine(patient.actor(), 1, null).getFirst();
        assertThat(newest.kind()).isEqualTo("CANCELLED");
        assertThat(notifications.mine(patient.actor(), 10, newest.id()))
                .extracting(Notification::kind)
                .containsExactly("REQUESTED");
    }

    @Test
    void anAnswerIsReadAndCountedOnceItCannotBeTakenBackAnyMore() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        practice.approveJustNow(doctor, practice.request(patient, patient, doctor));

        assertThat(notifications.mine(patient.actor(), 10, null))
                .extracting(Notification::kind)
                .containsExactly("REQUESTED");
        assertThat(notifications.unread(patient.actor())).isEqualTo(1);

        clock.advance(Duration.ofSeconds(10));

        assertThat(notifications.mine(patient.actor(), 10, null))
                .extracting(Notification::kind)
                .containsExactly("APPROVED", "REQUESTED");
        assertThat(notifications.unread(patient.actor())).isEqualTo(2);
    }

    @Test
    void whatIsNotShownYetIsNotReadWithTheRest() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        practice.approveJustNow(doctor, practice.request(patient, patient, doctor));

        notifications.markAllRead(patient.actor());
        clock.advance(Duration.ofSeconds(10));

        assertThat(notifications.unread(patient.actor())).isEqualTo(1);
    }

    @Test
    void anAnswerThatALaterStepOvertookIsNotShownAfterIt() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.approveJustNow(doctor, id);
        clock.advance(Duration.ofSeconds(4));
        practice.move(doctor, id, null);
        clock.advance(Duration.ofSeconds(10));

        assertThat(notifications.mine(patient.actor(), 10, null))
                .extracting(Notification::kind)
                .containsExactly("MOVED", "REQUESTED");
    }

    @Test
    void whatIsReadIsNoLongerUnread() {
        Someone patient = practice.patient();
        practice.request(patient, patient, practice.doctor());
        Notification only = notifications.mine(patient.actor(), 10, null).getFirst();
        assertThat(notifications.unread(patient.actor())).isEqualTo(1);

        notifications.markRead(patient.actor(), only.id());
        clock.advance(Duration.ofMinutes(5));
        notifications.markRead(patient.actor(), only.id());

        assertThat(notifications.unread(patient.actor())).isZero();
        assertThat(notifications.mine(patient.actor(), 10, null).getFirst().readAt())
                .isEqualTo(TestClock.START);
    }

    @Test
    void anothersNotificationIsLikeOneThatNeverWas() {
        Someone patient = practice.patient();
        practice.request(patient, patient, practice.doctor());
        UUID id = notifications.mine(patient.actor(), 10, null).getFirst().id();

        for (Actor other : List.of(practice.patient().actor(), practice.doctor().actor(), practice.admin)) {
            assertThatThrownBy(() -> notifications.markRead(other, id)).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> notifications.markRead(patient.actor(), UUID.randomUUID()))
                .isInstanceOf(NotFound.class);
        assertThat(notifications.unread(patient.actor())).isEqualTo(1);
    }

    @Test
    void aVisitorHasNoNotifications() {
        Actor visitor = Actor.visitor(UUID.randomUUID());

        assertThat(notifications.mine(visitor, 10, null)).isEmpty();
        assertThat(notifications.unread(visitor)).isZero();
    }

    @Test
    void anAdminSeesEveryMessageAndHowItStands() {
        Someone patient = practice.patient();
        AppointmentId id = practice.request(patient, patient, practice.doctor());

        assertThat(notifications.messages(practice.admin, State.PLANNED, 200, null))
                .filteredOn(message -> id.equals(message.appointment()))
                .extracting(Notifications.Message::channel, Notifications.Message::purpose)
                .containsExactlyInAnyOrder(tuple("EMAIL", "REQUESTED"), tuple("EMAIL", "REQUESTED"));
        assertThatThrownBy(() -> notifications.messages(patient.actor(), null, 10, null))
                .isInstanceOf(IllegalStateException.class);
    }
}
