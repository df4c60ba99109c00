package clinic.web.staff;

import clinic.directory.AppointmentType;
import clinic.directory.Location;
import clinic.directory.LocationId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time for a patient's next visit with the same doctor.
 *
 * @param appointment the visit that it follows
 * @param types what the doctor offers
 * @param length how long, when it is not as long as usual
 * @param location where; absent means anywhere
 * @param nearest times close to one that could not be had
 * @param key under which it is booked once, however often the form is sent
 */
public record NextVisitPage(
        StaffAppointment appointment,
        List<AppointmentType> types,
        AppointmentType type,
        @Nullable Duration length,
        List<Location> locations,
        @Nullable LocationId location,
        TimesTable times,
        List<TimesTable.Day> nearest,
        @Nullable String chosen,
        @Nullable String note,
        String key) {

    /** The page itself. */
    public String path() {
        return "/doctor/appointments/" + appointment.id() + "/next";
    }

    /** The same times in another week, but for the date. */
    public String address() {
        return path() + "?type=" + type.id().value() + (length == null ? "" : "&minutes=" + length.toMinutes())
                + (location == null ? "" : "&location=" + location.value());
    }
}
