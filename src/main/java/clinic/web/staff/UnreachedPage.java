package clinic.web.staff;

import clinic.notification.Notifications.Undelivered;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the patients to ring.
 *
 * @param next the visit that the next page continues after; absent on the last
 */
public record UnreachedPage(List<Row> rows, @Nullable UUID next) {

    /** What was not delivered, and about which visit. */
    public record Row(Undelivered undelivered, StaffAppointment visit) {}
}
