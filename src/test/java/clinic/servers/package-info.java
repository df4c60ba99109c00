/** What only server processes of their own can show: two on one database, and one that is killed. */
@NullMarked
package clinic.servers;

import org.jspecify.annotations.NullMarked;
