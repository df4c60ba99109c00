package clinic.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient's account was made; published inside its transaction, so that the patient's record is made with it or not at
 * all. Handed over in memory only, never stored.
 *
 * @param person the id the patient's record must have
 */
public record PatientSignedUp(
        AccountId account,
        UUID person,
        String name,
        String email,
        @Nullable String phone,
        @Nullable LocalDate birthDate,
        Instant at) {}
