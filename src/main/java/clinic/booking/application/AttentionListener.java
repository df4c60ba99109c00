package clinic.booking.application;

import clinic.availability.ClaimId;
import clinic.availability.VisitsAffected;
import clinic.booking.AppointmentId;
import clinic.booking.domain.AttentionStore;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lists the visits that a change of hours or offers leaves outside, inside the transaction of that change and as whoever makes it, and
 * takes them off when it is taken back. Nobody is told by it: for the patient nothing has changed yet.
 */
@Component
class AttentionListener {

    private final AttentionStore store;

    AttentionListener(AttentionStore store) {
        this.store = store;
    }

    @EventListener
    void affected(VisitsAffected affected) {
        store.add(appointments(affected.leftOutside()), affected.cause());
        store.lift(appointments(affected.backWithin()), affected.cause());
    }

    /** An appointment names its claim by its own id. */
    private static List<AppointmentId> appointments(List<ClaimId> claims) {
        return claims.stream().map(claim -> new AppointmentId(claim.value())).toList();
    }
}
