/**
 * A person signs up, proves the address by a link, and signs in; from then on every request acts as that account, in its
 * one role. Doctors and admins are invited instead. Wrong passwords slow the guesser down, a blocked account ends at once
 * with all its sessions and tokens, and no answer tells a stranger whether an address is known.
 */
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"shared", "platform", "audit", "vault"})
package clinic.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
