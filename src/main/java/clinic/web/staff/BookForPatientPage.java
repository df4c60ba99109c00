package clinic.web.staff;

import clinic.directory.AppointmentType;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.patients.Patient;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Booking for a patient: who, then what, then when.
 *
 * @param times absent until a type is chosen
 * @param outside the time that is wanted, when the rules refuse it
 * @param key under which the booking is made once, however often the form is sent
 */
public record BookForPatientPage(
        Patient patient,
        List<AppointmentType> types,
        @Nullable AppointmentType type,
        @Nullable Integer minutes,
        List<Doctor> doctors,
        List<Location> locations,
        @Nullable UUID doctor,
        @Nullable UUID location,
        @Nullable TimesTable times,
        @Nullable OutsideRules outside,
        @Nullable String chosen,
        @Nullable String note,
        String key) {}
