/**
 * The life of an appointment in plain Java: the table of steps, the rules for taking one, and the appointment itself, which
 * is a value that each step turns into the next.
 */
@NullMarked
package clinic.booking.domain;

import org.jspecify.annotations.NullMarked;
