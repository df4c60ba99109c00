package clinic.booking;

import java.time.Instant;

/**
 * An admin has decided that a visit stays where a change of hours left it; published inside the transaction. No step: the
 * last one still says where and when.
 *
 * @param transition the number of that last step
 */
public record AppointmentKept(AppointmentId appointment, int version, int transition, Instant at) {}
