/**
 * The pages people see. They translate a request into a call of one module and its answer into HTML, and decide nothing.
 * Every page works without script; with it, the same fragments are swapped in place.
 */
@NullMarked
@ApplicationModule(
        displayName = "Web",
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
            "ical",
            "reply",
            "notification",
            "rights"
        })
package clinic.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
