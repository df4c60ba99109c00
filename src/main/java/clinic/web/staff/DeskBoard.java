package clinic.web.staff;

import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import clinic.web.PickedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A day at the front desk: a column for each doctor who works or sees somebody on it, and who sits in the waiting room.
 *
 * @param zone the clock of the place, or of the first one
 * @param location the one place that is shown; absent shows all
 * @param hours of all columns, empty when there is no column
 * @param away doctors who neither work nor see anybody on the day
 * @param waiting on the present day, who waits longest first
 */
public record DeskBoard(
        LocalDate date,
        boolean today,
        ZoneId zone,
        List<Location> locations,
        @Nullable UUID location,
        @Nullable TimeRange hours,
        List<Column> columns,
        List<Doctor> away,
        List<Waiting> waiting,
        int visits) {

    private static final int FREE_SHOWN = 4;
    private static final long SHORTEST = 15;

    /**
     * A doctor's day, laid out in the hours of the board.
     *
     * @param load booked share of the time in which the doctor could be seen, in percent; absent when there is none
     * @param place where the doctor works on the day, or usually; absent when nowhere
     */
    public record Column(
            Doctor doctor, @Nullable Integer load, @Nullable LocationId place, Timeline time) {

        /** Where an admin books with this doctor on the day. */
        public String bookHref(LocalDate date) {
            return "/admin/book?doctor=" + doctor.id().value() + "&from=" + date
                    + (place == null ? "" : "&location=" + place.value());
        }

        /** The first time ahead, on five minutes, that is long enough for a visit. */
        Optional<Free> freeNext() {
            return place == null
                    ? Optional.empty()
                    : time.gaps().stream()
                            .filter(gap -> !isOccupied()
                                    || time.now() == null
                                    || gap.row() > time.now().row())
                            .map(gap -> new Free(
                                    doctor,
                                    place,
                                    onFive(gap.during().start()),
                                    gap.during().end()))
                            .filter(free -> free.minutes() >= SHORTEST)
                            .findFirst();
        }

        /** Whether somebody is with the doctor, also beyond the time that was booked. */
        private boolean isOccupied() {
            return time.visits().stream().anyMatch(visit -> visit.appointment().isInVisit());
        }

        private static Instant onFive(Instant start) {
            long five = Duration.ofMinutes(5).toSeconds();
            return Instant.ofEpochSecond(Math.ceilDiv(start.getEpochSecond(), five) * five);
        }

        /** Whether hardly anything is left. */
        public boolean isFull() {
            return load != null && load >= 90;
        }
    }

    /** Time that a doctor still has. */
    public record Free(Doctor doctor, LocationId place, Instant start, Instant end) {

        public long minutes() {
            return Duration.between(start, end).toMinutes();
        }

        /** Where an admin books it; that page says what of the rules is against it, and what is near. */
        public String href(LocalDate date) {
            return "/admin/book?doctor=" + doctor.id().value() + "&from=" + date + "&location=" + place.value()
                    + "&time=" + new PickedTime(doctor.id(), place, start);
        }
    }

    /** Somebody who is there and not yet seen. @param since how long */
    public record Waiting(StaffAppointment appointment, Duration since) {

        /** Beyond what the clinic finds good. */
        public boolean isLong() {
            return since.compareTo(Duration.ofMinutes(15)) > 0;
        }
    }

    /** Who has time next, the soonest first. */
    public List<Free> freeNext() {
        return columns.stream()
                .flatMap(column -> column.freeNext().stream())
                .sorted(Comparator.comparing(Free::start))
                .limit(FREE_SHOWN)
                .toList();
    }

    /** The board's address on another date or at another place. */
    public String address(@Nullable LocalDate date, @Nullable UUID location) {
        return "/admin/desk?location=" + (location == null ? "" : location) + (date == null ? "" : "&date=" + date);
    }

    /** Where somebody without an appointment is taken in, at the place that is shown. */
    public String walkInHref() {
        return "/admin/walk-in" + (location == null ? "" : "?location=" + location);
    }

    /** The ids of the places by which the board changes. */
    public String about() {
        return location != null
                ? location.toString()
                : locations.stream().map(place -> place.id().value().toString()).collect(Collectors.joining(" "));
    }

    /** How tall a minute is, in CSS pixels: as the column that needs most. */
    public String rowHeight() {
        return Timeline.tallest(columns.stream().map(Column::time));
    }

    /** The lines that all columns share. */
    public Timeline lines() {
        return columns.getFirst().time();
    }

    static Duration booked(List<StaffAppointment> visits, Instant start, Instant end) {
        return visits.stream()
                .map(visit -> visit.view().during())
                .filter(during -> during.overlaps(new TimeRange(start, end)))
                .map(TimeRange::length)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
