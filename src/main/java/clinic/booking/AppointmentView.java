package clinic.booking;

import clinic.availability.SlotQuery.Moving;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.RoomId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as the actor who asked may see it.
 *
 * @param version goes up with every change; the ETag
 * @param zone the location's
 * @param note what the patient wrote; only for the patient and the doctor
 * @param awaiting whose answer it waits for
 * @param expiresAt when a request is over that nobody has answered; absent for all others
 * @param moves how often it was moved
 * @param attendance absent until the patient is there
 * @param takeBackUntil until when this actor can take back the answer; absent when it is none, or none that can
 * @param attention for staff, when a change of hours left it outside
 * @param possible what this actor may do with it now, as far as the clock and the state go
 */
public record AppointmentView(
        AppointmentId id,
        int version,
        Status status,
        PatientId patient,
        DoctorId doctor,
        LocationId location,
        TypeId type,
        @Nullable RoomId room,
        TimeRange during,
        ZoneId zone,
        @Nullable String note,
        @Nullable Party awaiting,
        @Nullable Instant expiresAt,
        int moves,
        Instant createdAt,
        @Nullable Attendance attendance,
        @Nullable Instant takeBackUntil,
        @Nullable Attention attention,
        Set<Step> possible) {

    /** Where it is now, for whoever looks for another time for it. */
    public Moving moving() {
        return new Moving(doctor, location, room, during);
    }
}
