package clinic.availability.domain;

import clinic.availability.Hold;
import clinic.availability.HoldId;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import java.time.Instant;
import java.util.Optional;

/** Where holds are kept. It finds only what the actor of the transaction may see. */
public interface HoldStore {

    void add(Hold hold);

    Optional<Hold> find(HoldId id);

    /** What this patient holds of this doctor from this instant on, expired or not. */
    Optional<Hold> held(PatientId patient, DoctorId doctor, Instant start);

    /** Waits for whoever is changing it and keeps it until the transaction ends. */
    Optional<Hold> lock(HoldId id);

    /** Its claim in the ledger lasts as long. */
    void extend(HoldId id, Instant until);

    /** Its claim in the ledger goes with it. Whether there was one. */
    boolean remove(HoldId id);

    void removeExpiredBefore(Instant instant);
}
