package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about: ids and times as they were when the step was taken.
 *
 * @param visit absent for a message about no visit
 * @param emergency absent for all but that a doctor opened the record
 */
record Facts(
        Purpose purpose,
        Recipient recipient,
        UUID recipientId,
        @Nullable Visit visit,
        @Nullable Emergency emergency) {

    /** @param oldStart before a move */
    record Visit(
            AppointmentId appointment,
            DoctorId doctor,
            LocationId location,
            Instant start,
            @Nullable Instant oldStart) {}

    /** That a doctor opened the record of somebody he does not treat. */
    record Emergency(DoctorId doctor, Instant at) {}

    static Facts read(ResultSet row) throws SQLException {
        return new Facts(
                Purpose.valueOf(row.getString("purpose")),
                Recipient.valueOf(row.getString("recipient_kind")),
                Sql.id(row, "recipient_id"),
                visit(row),
                emergency(row));
    }

    /** Such a message names the doctor and the moment, and no visit. */
    private static @Nullable Emergency emergency(ResultSet row) throws SQLException {
        UUID doctor = Sql.idOrNull(row, "doctor_id");
        return doctor == null || Sql.idOrNull(row, "appointment_id") != null
                ? null
                : new Emergency(new DoctorId(doctor), Sql.instant(row, "start_at"));
    }

    private static @Nullable Visit visit(ResultSet row) throws SQLException {
        UUID appointment = Sql.idOrNull(row, "appointment_id");
        if (appointment == null) {
            return null;
        }
        return new Visit(
                new AppointmentId(appointment),
                new DoctorId(Sql.id(row, "doctor_id")),
                new LocationId(Sql.id(row, "location_id")),
                Sql.instant(row, "start_at"),
                Sql.instantOrNull(row, "old_start_at"));
    }
}
