/** The ledger and the schedules in PostgreSQL. */
@NullMarked
package clinic.availability.jdbc;

import org.jspecify.annotations.NullMarked;
