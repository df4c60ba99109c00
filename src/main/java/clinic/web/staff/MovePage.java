package clinic.web.staff;

import clinic.directory.Doctor;
import clinic.directory.Location;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another time for an appointment.
 *
 * @param doctors whom it can go to: for an admin all who offer it, for a doctor himself
 * @param doctor whose times are shown; absent means anybody's
 * @param nearest times close to one that could not be had
 * @param outside the time that is wanted, when the rules refuse it and the reader may pass them
 * @param reason what was typed
 */
public record MovePage(
        StaffAppointment appointment,
        String base,
        List<Doctor> doctors,
        List<Location> locations,
        @Nullable UUID doctor,
        @Nullable UUID location,
        TimesTable times,
        List<TimesTable.Day> nearest,
        @Nullable OutsideRules outside,
        @Nullable String chosen,
        @Nullable String reason) {}
