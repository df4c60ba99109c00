/**
 * An invented clinic to try things on: two places, eight doctors, four hundred patients and a past of eight weeks. It is built
 * once, on an empty database, through the interfaces of the modules, as if people had done all of it at the time. Active
 * only with {@code clinic.demo=true}; like a face, it uses the modules' published language and nobody uses it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Demo",
        allowedDependencies = {
            "shared",
            "platform",
            "audit",
            "identity",
            "directory",
            "patients",
            "availability",
            "booking",
            "notification"
        })
package clinic.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
