package clinic.patients;

import clinic.identity.AccountId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is treated.
 *
 * @param account absent for a patient made at the desk who never signed up
 */
public record Patient(
        PatientId id,
        @Nullable AccountId account,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable LocalDate birthDate,
        boolean blocked) {}
