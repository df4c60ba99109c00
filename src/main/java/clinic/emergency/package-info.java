/**
 * A doctor opens the record of somebody he does not treat, because it cannot wait: for an hour, with a reason. The patient is
 * told, every opening is written down, and an admin looks into it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Emergency access",
        allowedDependencies = {"shared", "platform", "audit", "identity", "directory", "patients", "vault"})
package clinic.emergency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
