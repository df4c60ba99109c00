/** The ledger, its holds and the schedules in PostgreSQL, as they are and as they were. */
@NullMarked
package clinic.availability.jdbc;

import org.jspecify.annotations.NullMarked;
