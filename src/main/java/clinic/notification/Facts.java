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
 * @param visit absent for a message about the account itself
 */
record Facts(
        Purpose purpose,
        Recipient recipient,
        UUID recipientId,
        @Nullable Visit visit) {

    /** @param oldStart before a move */
    record Visit(
            AppointmentId appointment,
            DoctorId doctor,
            LocationId location,
            Instant start,
            @Nullable Instant oldStart) {}

    static Facts read(ResultSet row) throws SQLException {
        return new Facts(
                Purpose.valueOf(row.getString("purpose")),
                Recipient.valueOf(row.getString("recipient_kind")),
                Sql.id(row, "recipient_id"),
                visit(row));
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
