package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.notification.Notifications.Notification;
import clinic.web.NotificationsView.Day;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** By which days what was told is put together. */
class NotificationsViewTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    @Test
    void whatIsToldOfPlacesOnTwoClocksInOneHourIsOneDay() {
        List<Notification> told = List.of(
                about(KOLKATA, "2026-11-23T19:00:00Z"),
                about(LONDON, "2026-11-23T18:45:00Z"),
                about(KOLKATA, "2026-11-23T18:00:00Z"),
                about(LONDON, "2026-11-22T23:00:00Z"));

        NotificationsView view = NotificationsView.of(told, LONDON, false, false, false);

        assertThat(view.days()).extracting(Day::date).containsExactly(date(23), date(22));
        assertThat(view.days().getFirst().told()).hasSize(3);
    }

    private static LocalDate date(int day) {
        return LocalDate.of(2026, 11, day);
    }

    private static Notification about(ZoneId place, String at) {
        return new Notification(UUID.randomUUID(), Instant.parse(at), place, "BOOKED", null, "Booked", null);
    }
}
