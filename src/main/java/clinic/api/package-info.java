/**
 * The JSON contract, version 1. Controllers translate a request into a call of one module and its outcome into JSON or a
 * problem document with a code, and decide nothing.
 */
@NullMarked
@ApplicationModule(
        displayName = "API",
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
            "notification",
            "rights"
        })
package clinic.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
