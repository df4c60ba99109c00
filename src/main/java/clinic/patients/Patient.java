package clinic.patients;

import clinic.identity.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is treated.
 *
 * @param account absent for a patient made at the desk who never signed up
 * @param restriction why and since when the record is only kept; absent for nearly everybody
 * @param erased whether everything that named the patient is gone; the name is a pseudonym then
 */
public record Patient(
        PatientId id,
        @Nullable AccountId account,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable LocalDate birthDate,
        boolean blocked,
        @Nullable Restriction restriction,
        boolean erased) {

    /**
     * That a record is kept and not used (GDPR, article 18).
     *
     * @param ends when it may be used again, of which the patient was told; absent while nobody has said so
     */
    public record Restriction(
            Instant since, String reason, @Nullable Instant ends) {}
}
