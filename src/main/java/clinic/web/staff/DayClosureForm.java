package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A day that is to be shut, of a doctor or at a place, and where its visits are to go.
 *
 * @param doctor goes before the place
 * @param rows one for each visit; one without a time stays for later
 */
public record DayClosureForm(
        @Nullable LocalDate date,
        @Nullable UUID doctor,
        @Nullable UUID location,
        @Nullable String reason,
        @Nullable List<@Nullable Row> rows) {

    /** @param version of the appointment that the form was drawn from. @param time as a picked time is written */
    public record Row(
            @Nullable UUID visit,
            @Nullable Integer version,
            @Nullable String time) {

        boolean isChosen() {
            return visit != null && version != null && Typed.text(time) != null;
        }

        AppointmentId id() {
            return new AppointmentId(Objects.requireNonNull(visit));
        }
    }

    @Nullable DoctorId whose() {
        return doctor == null ? null : new DoctorId(doctor);
    }

    @Nullable LocationId where() {
        return doctor != null || location == null ? null : new LocationId(location);
    }

    boolean isAsked() {
        return doctor != null || location != null;
    }

    /** The rows for which a time is chosen. */
    List<Row> chosen() {
        return rows == null
                ? List.of()
                : rows.stream()
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .filter(Row::isChosen)
                        .toList();
    }

    /** The page for this day of this doctor or place. */
    String address() {
        var address = UriComponentsBuilder.fromPath("/admin/desk/close").queryParam("date", date);
        if (doctor != null) {
            address.queryParam("doctor", doctor);
        } else {
            address.queryParam("location", location);
        }
        return address.build().toUriString();
    }
}
