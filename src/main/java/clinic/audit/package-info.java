/**
 * Every change of a core record leaves an entry: who, what, when, before and after. The entries are written by triggers in
 * the database, whoever writes, and are never changed; this module only lets admins read them, with personal values
 * masked.
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"shared", "platform"})
package clinic.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
