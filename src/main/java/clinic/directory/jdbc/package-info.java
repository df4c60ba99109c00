/**
 * The directory kept in PostgreSQL: what an admin says is checked by {@link clinic.directory.jdbc.DirectoryRules}, then
 * written; the row policies decide who may.
 */
@NullMarked
package clinic.directory.jdbc;

import org.jspecify.annotations.NullMarked;
