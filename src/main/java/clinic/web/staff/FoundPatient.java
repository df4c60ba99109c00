package clinic.web.staff;

import clinic.booking.AppointmentView;
import clinic.patients.Patient;
import org.jspecify.annotations.Nullable;

/** A patient whom a search found. @param last, next visits, absent when there is none */
public record FoundPatient(
        Patient patient,
        @Nullable AppointmentView last,
        @Nullable AppointmentView next) {}
