package clinic.booking.domain;

import clinic.booking.AppointmentFigures.Busy;
import clinic.booking.AppointmentFigures.OnDate;
import clinic.booking.AppointmentFigures.Tally;
import clinic.booking.AppointmentFigures.Waiting;
import clinic.booking.AppointmentFigures.WaitingAfter;
import clinic.booking.AppointmentId;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where appointments are added up. It finds only what the actor of the transaction may see, and never a deleted one. */
public interface FigureStore {

    /** By date. */
    List<OnDate> perDay(TimeRange starting, ZoneId zone, @Nullable LocationId location, Instant now);

    List<Busy> perHour(TimeRange starting, @Nullable LocationId location);

    /** By date. */
    List<WaitingAfter> waitingPerDay(TimeRange during, ZoneId zone, @Nullable LocationId location);

    List<Tally> tallies(TimeRange starting, @Nullable LocationId location, Instant now);

    Waiting waiting(@Nullable LocationId location, Instant now);

    int unanswered();

    List<AppointmentId> longestWaiting(@Nullable LocationId location, int limit);
}
