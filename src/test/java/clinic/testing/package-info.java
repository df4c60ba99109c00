/** What tests stand on: a real PostgreSQL, the whole application on it, and a clock that only tests move. */
@NullMarked
package clinic.testing;

import org.jspecify.annotations.NullMarked;
