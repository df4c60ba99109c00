/**
 * A text message leaves the house: to a telephone number that can take one, in as many parts as the network needs, through
 * the one gateway that the clinic has. What is said, to whom and when, is not known here.
 */
@NullMarked
@ApplicationModule(
        displayName = "Text messages",
        allowedDependencies = {"platform"})
package clinic.sms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
