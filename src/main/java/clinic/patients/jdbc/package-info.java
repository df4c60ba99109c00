/**
 * Patients kept in PostgreSQL: what is said of one is checked by {@link clinic.patients.jdbc.PatientRules}, then written;
 * the row policies decide who may see or write whom.
 */
@NullMarked
package clinic.patients.jdbc;

import org.jspecify.annotations.NullMarked;
