package clinic.booking;

import java.util.UUID;

/** Names an appointment, through all its moves. */
public record AppointmentId(UUID value) {}
