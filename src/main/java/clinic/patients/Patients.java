package clinic.patients;

import clinic.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the patients. An actor finds only whom the row policies show: a patient himself, a doctor those he
 * treats, an admin all; anybody else is {@link clinic.shared.NotFound}. Values that cannot be are
 * {@link clinic.shared.Invalid}.
 */
public interface Patients {

    /** Opens one record; when a doctor or admin does, it is written down and the patient sees it. */
    Patient patient(Actor actor, PatientId id);

    /** Whether nobody may book for this patient: blocked, restricted or erased; waits for who is erasing. Opens nothing. */
    boolean isBlocked(Actor actor, PatientId id);

    /** Those of the ids that the actor may see. */
    Map<PatientId, Patient> patients(Actor actor, Collection<PatientId> ids);

    /**
     * Those of whom each word of the query begins a word of the name, the address or the phone number, without regard to
     * case and accents, newest first; a blank query finds all. A word of less than three letters must be a word itself; a date,
     * year first or last, finds who was born then. For admins.
     *
     * @param limit 1 to 500
     */
    default List<Patient> search(Actor admin, String query, int limit) {
        return search(admin, query, limit, null);
    }

    /** @param after the last patient of the page before */
    List<Patient> search(Actor admin, String query, int limit, @Nullable PatientId after);

    /**
     * The one patient of this whole name, without regard to case and accents, who was born on this day; empty when there is
     * nobody or more than one. For the system.
     */
    Optional<PatientId> theOne(Actor system, String name, LocalDate birthDate);

    /** Makes the record of somebody who has no account. */
    Patient add(Actor admin, NewPatient patient);

    /**
     * For admins and the patient. The address is where the clinic writes to and was proved at sign-up, so that patients do
     * not change it themselves.
     *
     * @throws clinic.shared.Invalid (NOT_ALLOWED) for a patient's own change of address
     */
    Patient change(Actor actor, PatientId id, NewPatient patient);

    /** Keeps a patient from booking, or lets them again; visits that stand are left alone. For admins. */
    Patient block(Actor admin, PatientId id, boolean blocked);

    /**
     * Keeps a record and nothing else: no booking, no change of what it says; visits that stand go on. For admins. Again,
     * it changes the reason and takes back that it ends.
     *
     * @throws clinic.shared.Erased for one that was erased
     */
    Patient restrict(Actor admin, PatientId id, String reason);

    /** Says from when on a restricted record may be used again. For admins, who have the patient told before. */
    Patient endRestriction(Actor admin, PatientId id, Instant from);

    /**
     * Takes from a record everything that names somebody, and by what it was found. What was said of visits stays sealed
     * under the record's key. For admins and the system; again, it does nothing. Bookings wait for the end of this act, and
     * are refused then.
     */
    void erase(Actor adminOrSystem, PatientId id);

    /** @throws clinic.shared.Invalid (IN_USE) for a patient who can sign in or was ever booked */
    void remove(Actor admin, PatientId id);

    /** What is said of a patient. */
    record NewPatient(
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate birthDate) {}
}
