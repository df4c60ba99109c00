/**
 * When can a doctor be seen? Doctors have weekly hours with breaks at places; absences and closures take time away from
 * them; the ledger holds what is claimed by an opaque owner. What remains, cut to starts, are the times a patient can
 * pick: computed, never stored. One rule book decides both what is listed and what may be claimed, and exclusion
 * constraints in the ledger make sure that no doctor, room or patient is ever promised twice, whoever writes.
 *
 * <p>Whoever changes hours or offers is told which visits that leaves outside; they keep their time, and who owns them hears of it.
 * What is changed is kept with until when it held, so that the rule book can explain a time as it was.
 */
@NullMarked
@ApplicationModule(
        displayName = "Availability",
        allowedDependencies = {"shared", "platform", "audit", "identity", "directory", "patients", "vault"})
package clinic.availability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
