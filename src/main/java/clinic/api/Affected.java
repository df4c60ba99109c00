package clinic.api;

import clinic.availability.ClaimId;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** The appointments that a change of hours or offers leaves outside them. */
@Component
class Affected {

    private final Appointments appointments;
    private final Transactions transactions;

    Affected(Appointments appointments, Transactions transactions) {
        this.appointments = appointments;
        this.transactions = transactions;
    }

    /** What a rehearsal answers, and a change of a schedule beside its own result. */
    record Preview(List<AppointmentJson> affected) {}

    /** An appointment names its claim by its own id. */
    List<AppointmentJson> by(Actor actor, List<ClaimId> claims) {
        return transactions.as(
                actor,
                () ->
                        appointments
                                .appointments(
                                        actor,
                                        claims.stream()
                                                .map(claim -> new AppointmentId(claim.value()))
                                                .toList())
                                .stream()
                                .map(AppointmentJson::of)
                                .toList());
    }
}
