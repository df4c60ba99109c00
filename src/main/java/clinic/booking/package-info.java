/**
 * The life of an appointment. A patient asks for a time, or books it where the doctor books instantly; the doctor approves
 * or declines; either side may move it, and the other then answers; it is cancelled, or it happens, or nobody comes. Every
 * step is one row of history that never changes, signed by who took it, and is the event that others listen to. An admin
 * may book outside hours and policy with a reason; what a change of hours leaves outside is listed until somebody moves,
 * keeps or calls it off.
 */
@NullMarked
@ApplicationModule(
        displayName = "Booking",
        allowedDependencies = {
            "shared",
            "platform",
            "audit",
            "identity",
            "directory",
            "patients",
            "availability",
            "vault"
        })
package clinic.booking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
