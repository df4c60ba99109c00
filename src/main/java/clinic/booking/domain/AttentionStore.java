package clinic.booking.domain;

import clinic.availability.VisitsAffected.Cause;
import clinic.booking.AppointmentId;
import clinic.booking.Attention.Kept;
import java.util.Collection;

/** Where the visits that a change of hours left outside are kept. What moves or ends a visit takes it off by itself. */
public interface AttentionStore {

    /** Lists those of the visits that stand, or adds the cause to what they are listed for; what was kept is listed anew. */
    void add(Collection<AppointmentId> visits, Cause cause);

    /** Takes the cause from these visits; those that nothing else speaks against are off the list. */
    void lift(Collection<AppointmentId> visits, Cause cause);

    /** Whether it was listed and is kept now. */
    boolean keep(AppointmentId visit, Kept kept);
}
