/**
 * What people may ask of the clinic about their own data (GDPR, articles 15 to 20): all of it at once, in a form that they and
 * a program can read, with who has looked at it; that it is erased, or kept and not used; and that nothing is kept for longer
 * than there is a reason. It reads through the doors of the other modules, as the person who asks, so
 * that nobody is given what he may not see; a test walks the database to see that nothing of his was forgotten.
 */
@NullMarked
@ApplicationModule(
        displayName = "Rights",
        allowedDependencies = {
            "shared",
            "platform",
            "audit",
            "identity",
            "directory",
            "patients",
            "availability",
            "booking",
            "emergency",
            "notification",
            "vault"
        })
package clinic.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
