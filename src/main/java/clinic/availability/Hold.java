package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.patients.PatientId;
import java.time.Duration;
import java.time.Instant;

/**
 * A time that is kept for a patient for a few minutes, while he signs up or types. It ends at its instant, whether or not
 * anybody clears it away.
 *
 * @param stands whether its time is still in the ledger; it is not once the patient holds or books another
 */
public record Hold(
        HoldId id,
        PatientId patient,
        DoctorId doctor,
        LocationId location,
        Instant takenAt,
        Instant expiresAt,
        boolean stands) {

    /** How long a hold lasts, and how much longer it lasts once extended. */
    public static final Duration LENGTH = Duration.ofMinutes(5);

    public boolean isLive(Instant now) {
        return stands && now.isBefore(expiresAt);
    }

    public boolean isExtended() {
        return expiresAt.isAfter(takenAt.plus(LENGTH));
    }
}
