/**
 * What the clinic shows on its door: its locations with their rooms, the kinds of visit, the doctors and what each
 * offers, the days it is shut, and the policy for booking in its layers. Admins keep it; everybody may read it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Directory",
        allowedDependencies = {"shared", "platform", "audit", "identity"})
package clinic.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
