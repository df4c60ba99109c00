package clinic.directory;

import java.util.UUID;

/** Names a doctor; also the id of the doctor's calendar. */
public record DoctorId(UUID value) {}
