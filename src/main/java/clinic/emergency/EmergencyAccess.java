package clinic.emergency;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the records of patients whom a doctor does not treat. What is not the actor's, or over, is
 * {@link clinic.shared.NotFound}. Only reading is possible through it; all that doctors see and do elsewhere stays as it is.
 */
public interface EmergencyAccess {

    /** How long a record stays open; the database says the same. */
    Duration LASTS = Duration.ofMinutes(60);

    /**
     * Opens the record of the one patient of this name, without regard to case and accents, who was born on this day, and
     * tells the patient. While it is open already the answer is the access there is. For doctors; in no act.
     *
     * @return empty when there is nobody, or more than one; which of both is not told
     * @throws clinic.shared.Invalid for a name, a day or a reason that cannot be
     * @throws clinic.identity.TooManyRequests after five tries at once; then there is one every twelve minutes
     */
    Optional<Open> begin(Actor doctor, Wanted wanted);

    /** The doctor's own that are not over, newest first. */
    List<Open> open(Actor doctor);

    /** Reads the record, which is written down and which the patient sees. For the doctor who opened it, while it is open. */
    OpenRecord record(Actor doctor, UUID access);

    /** Ends it before its time. For the doctor who opened it, while it is open. */
    void end(Actor doctor, UUID access);

    /** Those to one patient's record, newest first; for that patient, without what an admin wrote. */
    List<Access> to(Actor patient, PatientId record);

    /**
     * Newest first; for admins.
     *
     * @param unreviewed only those that nobody has looked into
     * @param limit 1 to 200
     * @param before the last of the page before
     */
    List<Access> list(Actor admin, boolean unreviewed, int limit, @Nullable UUID before);

    /**
     * Notes that an admin has looked into it; once.
     *
     * @throws clinic.shared.Invalid for a note that cannot be, and (NOT_ALLOWED) for who opened the record himself as the
     *     doctor he was then, or when somebody has looked into it already
     */
    Access review(Actor admin, UUID access, String note);

    /** @param reason in the doctor's words, which the patient reads */
    record Wanted(String name, LocalDate birthDate, String reason) {}

    /** That a doctor may read somebody's record until then. */
    record Open(UUID id, PatientId patient, Instant begunAt, Instant endsAt) {}

    /**
     * That a doctor could read somebody's record.
     *
     * @param endsAt when it is over, or was ended
     * @param review absent until an admin has looked into it
     */
    record Access(
            UUID id,
            DoctorId doctor,
            PatientId patient,
            String reason,
            Instant begunAt,
            Instant endsAt,
            @Nullable Review review) {

        /** Whether somebody who read the record then did so by this. */
        public boolean covers(DoctorId reader, Instant at) {
            return doctor.equals(reader) && !at.isBefore(begunAt) && at.isBefore(endsAt);
        }
    }

    /** @param by, note only for admins */
    record Review(Instant at, @Nullable UUID by, @Nullable String note) {}

    /** The record of a patient, as a doctor who does not treat him reads it. @param visits newest first */
    record OpenRecord(
            Open access,
            String reason,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String phone,
            @Nullable String email,
            List<Visit> visits) {}

    /** @param note what the patient wrote for the doctor of the visit */
    record Visit(
            UUID id,
            String status,
            TimeRange during,
            ZoneId zone,
            DoctorId doctor,
            LocationId location,
            TypeId type,
            @Nullable String note) {}
}
