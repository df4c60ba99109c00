/**
 * What a visit looks like in a calendar program: from when to when, where, and whether it stands. Mails carry it, so that
 * the reader's own calendar follows when a visit is booked, moved or called off, and a patient can take it home as a file.
 * It holds no name of a patient or a doctor, no note, no reason and no kind of visit, because calendars are shared.
 */
@NullMarked
@ApplicationModule(
        displayName = "Calendars",
        allowedDependencies = {"shared", "platform", "directory", "booking"})
package clinic.ical;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
