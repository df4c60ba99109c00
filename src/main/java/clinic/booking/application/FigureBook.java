package clinic.booking.application;

import clinic.booking.AppointmentFigures;
import clinic.booking.AppointmentId;
import clinic.booking.domain.BookingAccess;
import clinic.booking.domain.FigureStore;
import clinic.directory.LocationId;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door to what appointments add up to. */
@Service
class FigureBook implements AppointmentFigures {

    private final Transactions transactions;
    private final FigureStore store;
    private final Clock clock;

    FigureBook(Transactions transactions, FigureStore store, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<OnDate> perDay(Actor admin, TimeRange starting, ZoneId zone, @Nullable LocationId location) {
        return read(admin, () -> store.perDay(starting, zone, location, clock.instant()));
    }

    @Override
    public List<Tally> tallies(Actor admin, TimeRange starting, @Nullable LocationId location) {
        return read(admin, () -> store.tallies(starting, location, clock.instant()));
    }

    @Override
    public List<Busy> perHour(Actor admin, TimeRange starting, @Nullable LocationId location) {
        return read(admin, () -> store.perHour(starting, location));
    }

    @Override
    public List<WaitingAfter> waitingPerDay(Actor admin, TimeRange during, ZoneId zone, @Nullable LocationId location) {
        return read(admin, () -> store.waitingPerDay(during, zone, location));
    }

    @Override
    public Waiting waiting(Actor admin, @Nullable LocationId location) {
        return read(admin, () -> store.waiting(location, clock.instant()));
    }

    @Override
    public int unanswered(Actor admin) {
        return read(admin, store::unanswered);
    }

    @Override
    public List<AppointmentId> longestWaiting(Actor admin, @Nullable LocationId location, int limit) {
        AppointmentBook.checkLimit(limit);
        return read(admin, () -> store.longestWaiting(location, limit));
    }

    private <T> T read(Actor actor, Supplier<T> figures) {
        if (!BookingAccess.adminsReadFigures(actor)) {
            throw new NotFound("figure");
        }
        return transactions.as(actor, figures);
    }
}
