package clinic.patients;

import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a patient; also the id of the patient's calendar. */
public record PatientId(UUID value) {

    /**
     * Whom the actor acts for: patients for themselves, staff for the patient they name.
     *
     * @throws NotFound for a patient who names another, who is to him like one that never was
     * @throws Invalid (REQUIRED) for staff who name nobody
     */
    public static PatientId concerned(Actor actor, @Nullable PatientId named) {
        if (actor.is(Actor.Role.PATIENT)) {
            PatientId self = new PatientId(Objects.requireNonNull(actor.person()));
            if (named != null && !named.equals(self)) {
                throw new NotFound("patient");
            }
            return self;
        }
        if (named == null) {
            throw new Invalid("patientId", "REQUIRED", "Say for which patient.");
        }
        return named;
    }
}
