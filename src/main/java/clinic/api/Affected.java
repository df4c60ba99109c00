package clinic.api;

import clinic.availability.ClaimId;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** The appointments that a change of hours leaves outside them. */
@Component
class Affected {

    private final Appointments appointments;
    private final Transactions transactions;

    Affected(Appointments appointments, Transactions transactions) {
        this.appointments = appointments;
        this.transactions = transactions;
    }

    /** What a rehearsal answers, and a change of hours beside its own result. */
    record Preview(List<AppointmentJson> affected) {}

    /** An appointment names its claim by its own id. */
    List<AppointmentJson> by(Actor actor, List<ClaimId> claims) {
        return transactions.as(
                actor,
                () -> claims.stream()
                        .map(claim -> appointments.appointment(actor, new AppointmentId(claim.value())))
                        .map(AppointmentJson::of)
                        .toList());
    }
}
