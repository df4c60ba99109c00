package clinic.patients;

import java.util.UUID;

/** Names a patient; also the id of the patient's calendar. */
public record PatientId(UUID value) {}
