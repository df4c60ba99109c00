package clinic.patients;

import clinic.shared.Actor;
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

    /** Whether the clinic keeps this patient from booking; opens nothing. */
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

    /** @throws clinic.shared.Invalid (IN_USE) for a patient who can sign in or was ever booked */
    void remove(Actor admin, PatientId id);

    /** What is said of a patient. */
    record NewPatient(
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate birthDate) {}
}
