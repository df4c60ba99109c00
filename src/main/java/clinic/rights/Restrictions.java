package clinic.rights;

import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import java.time.Duration;

/**
 * Records that are kept and not used (GDPR, article 18), because their patient contests what they say, wants them kept for a
 * claim, or objects: nobody books, nobody but the patient changes them; visits that stand go on. For admins.
 */
public interface Restrictions {

    /** So long before a restriction ends its patient is told. */
    Duration NOTICE = Duration.ofDays(7);

    /**
     * Restricts a record, or gives another reason and takes back that it ends; the patient is told by mail.
     *
     * @throws clinic.shared.Erased for one that was erased
     * @throws clinic.shared.Invalid for a reason that is missing or too long
     */
    Patient restrict(Actor admin, PatientId id, String reason);

    /**
     * Has the patient told by mail that the restriction ends, which it does {@link #NOTICE} later. Who has no account is told
     * by the clinic itself.
     *
     * @throws clinic.shared.NotFound for a record that is not restricted
     */
    Patient end(Actor admin, PatientId id);
}
