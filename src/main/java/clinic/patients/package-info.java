/**
 * Who is treated, and how to reach them. A patient comes into being when somebody signs up, or at the desk, without an
 * account. Patients see themselves, doctors those they treat, admins all.
 */
@NullMarked
@ApplicationModule(
        displayName = "Patients",
        allowedDependencies = {"shared", "platform", "audit", "identity", "vault"})
package clinic.patients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
