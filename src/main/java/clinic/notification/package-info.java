/**
 * What we tell people, and when. With each step of an appointment the messages about it are written in the same
 * transaction; after the commit a relay delivers them, once each, retrying what fails and skipping what a later step has
 * made stale. Nobody depends on this module.
 */
@NullMarked
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {
            "shared",
            "platform",
            "audit",
            "identity",
            "directory",
            "patients",
            "availability",
            "booking",
            "ical",
            "sms",
            "reply",
            "vault"
        })
package clinic.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
