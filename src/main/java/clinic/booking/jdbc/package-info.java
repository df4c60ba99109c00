/** Appointments and their history in PostgreSQL. */
@NullMarked
package clinic.booking.jdbc;

import org.jspecify.annotations.NullMarked;
