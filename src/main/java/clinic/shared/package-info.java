/**
 * The handful of words every module speaks: a range of time, who acts, a refusal, and the two mistakes a caller can
 * make. Plain Java, no framework, and never more than five types; what only two modules need lives in the lower one.
 */
@NullMarked
@ApplicationModule(
        displayName = "Shared",
        allowedDependencies = {})
package clinic.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
