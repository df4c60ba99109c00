package clinic.booking;

/** One of the two sides of an appointment. */
public enum Party {
    DOCTOR,
    PATIENT
}
