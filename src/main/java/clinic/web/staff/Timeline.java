package clinic.web.staff;

import clinic.availability.WorkingHours;
import clinic.booking.AppointmentView;
import clinic.directory.Doctor;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import clinic.web.PickedTime;
import clinic.web.staff.DoctorCalendar.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A day laid out in rows of one minute of elapsed time, so that a day of 23 or 25 hours is drawn as long as it is.
 *
 * @param rowHeight in CSS pixels, so large that the shortest visit can still be hit
 * @param now the row of the present minute, when it lies on the day
 */
public record Timeline(
        ZoneId zone,
        int rows,
        String rowHeight,
        List<Mark> hours,
        List<Integer> halves,
        List<Off> offs,
        List<Gap> gaps,
        List<Blank> blanks,
        List<Visit> visits,
        @Nullable Mark now) {

    private static final int SMALLEST_TARGET = 25;
    private static final Duration SMALLEST_GAP = Duration.ofMinutes(10);
    private static final Duration BLANK = Duration.ofMinutes(30);

    /** In the least height of a row this is as tall as a target must be. */
    private static final Duration SMALLEST_BLANK = Duration.ofMinutes(20);

    /** What a stretch of a day is to the doctor, the stronger kind first. */
    public enum Kind {
        AWAY,
        CLOSED,
        BREAK,
        OPEN,
        OFF
    }

    /** A line across the day. */
    public record Mark(int row, Instant at) {}

    /**
     * Time in which nobody is seen, but for a visit that was booked all the same.
     *
     * @param label what the clinic calls a closure
     * @param room the longest part without a visit, for what is said about it
     */
    public record Off(
            int row,
            int end,
            TimeRange during,
            Kind kind,
            @Nullable String label,
            Room room) {}

    /** Rows from the first, which is 1 where that on which they lie begins; of one that is visited throughout there are none. */
    public record Room(int row, int end) {

        /** Whether it has this many rows. */
        public boolean holds(int rows) {
            return end - row >= rows;
        }
    }

    /** Time that is still free. */
    public record Gap(int row, int end, TimeRange during) {}

    /**
     * Time without a visit that can be asked about, half an hour or what there is of it.
     *
     * @param location where the doctor works then or on that day, with its clock; absent when nowhere
     */
    public record Blank(
            int row, int end, Instant at, @Nullable LocationId location, ZoneId zone) {

        /** The page that answers, for the time at which this begins. */
        public String href() {
            LocalDateTime local = LocalDateTime.ofInstant(at, zone);
            return "/doctor/why?date=" + local.toLocalDate() + "&time=" + local.toLocalTime()
                    + (location == null ? "" : "&location=" + location.value());
        }

        /** Where an admin books this time with this doctor. */
        public String bookHref(Doctor doctor) {
            return "/admin/book?doctor=" + doctor.id().value() + "&from=" + LocalDate.ofInstant(at, zone)
                    + (location == null
                            ? ""
                            : "&location=" + location.value() + "&time=" + new PickedTime(doctor.id(), location, at));
        }
    }

    /** A visit on the day. @param tall whether two lines of text fit */
    public record Visit(int row, int end, StaffAppointment appointment, boolean tall) {}

    /** The height of a row that does for all of these. */
    static String tallest(Stream<Timeline> all) {
        return all.map(Timeline::rowHeight)
                .max(Comparator.comparingDouble(Double::parseDouble))
                .orElse("1.25");
    }

    /** Lays out what the doctor has on this date; empty hours and no visits make a timeline of no rows. */
    static Timeline of(
            LocalDate date, ZoneId zone, DoctorCalendar calendar, List<StaffAppointment> visits, Instant now) {
        List<TimeRange> shown = Stream.concat(
                        calendar.hours(date).stream(),
                        visits.stream().map(v -> v.view().during()))
                .toList();
        return hoursAround(shown, zone)
                .map(day -> within(day, date, zone, calendar, visits, now))
                .orElseGet(() -> new Timeline(
                        zone, 0, "1.25", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null));
    }

    /** Lays out what the doctor has in these hours of the date, which begin and end on the hour. */
    static Timeline within(
            TimeRange day,
            LocalDate date,
            ZoneId zone,
            DoctorCalendar calendar,
            List<StaffAppointment> visits,
            Instant now) {
        return new Layout(day, zone).timeline(date, calendar, visits, now);
    }

    /** The whole hours of the zone around these stretches; absent when there are none. */
    static Optional<TimeRange> hoursAround(Collection<TimeRange> stretches, ZoneId zone) {
        return stretches.stream()
                .map(TimeRange::start)
                .min(Comparator.naturalOrder())
                .map(first -> new TimeRange(
                        hourBefore(first, zone),
                        hourAfter(
                                stretches.stream()
                                        .map(TimeRange::end)
                                        .max(Comparator.naturalOrder())
                                        .orElseThrow(),
                                zone)));
    }

    private static Instant hourBefore(Instant instant, ZoneId zone) {
        return instant.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    private static Instant hourAfter(Instant instant, ZoneId zone) {
        Instant hour = hourBefore(instant, zone);
        return hour.equals(instant) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    private record Layout(TimeRange day, ZoneId zone) {

        Timeline timeline(LocalDate date, DoctorCalendar calendar, List<StaffAppointment> visits, Instant now) {
            List<Stretch> stretches = calendar.stretches(day);
            return new Timeline(
                    zone,
                    row(day.end()) - 1,
                    rowHeight(visits),
                    marks(Duration.ZERO),
                    marks(Duration.ofMinutes(30)).stream().map(Mark::row).toList(),
                    stretches.stream()
                            .filter(s -> s.kind() != Kind.OPEN)
                            .map(s -> off(s, visits))
                            .toList(),
                    gaps(stretches, visits, now),
                    blanks(date, calendar, stretches, visits),
                    visits.stream().map(this::visit).toList(),
                    day.contains(now) ? new Mark(row(now), now) : null);
        }

        private int row(Instant instant) {
            return (int) Duration.between(day.start(), instant).toMinutes() + 1;
        }

        private static String rowHeight(List<StaffAppointment> visits) {
            long shortest = visits.stream()
                    .mapToLong(v -> v.view().during().length().toMinutes())
                    .min()
                    .orElse(20);
            double height = Math.max(1.25, (double) SMALLEST_TARGET / Math.max(5, shortest));
            return String.format(Locale.ROOT, "%.2f", height);
        }

        private List<Mark> marks(Duration offset) {
            var marks = new ArrayList<Mark>();
            for (Instant at = day.start().plus(offset); !at.isAfter(day.end()); at = at.plus(1, ChronoUnit.HOURS)) {
                marks.add(new Mark(row(at), at));
            }
            return marks;
        }

        private Visit visit(StaffAppointment appointment) {
            AppointmentView view = appointment.view();
            return new Visit(
                    row(view.during().start()),
                    row(view.during().end()),
                    appointment,
                    view.during().length().toMinutes() >= 35);
        }

        private Off off(Stretch stretch, List<StaffAppointment> visits) {
            TimeRange during = stretch.during();
            int first = row(during.start());
            Room room = free(during.start(), during.end(), visits)
                    .max(Comparator.comparing(TimeRange::length))
                    .map(part -> new Room(row(part.start()) - first + 1, row(part.end()) - first + 1))
                    .orElse(new Room(1, 1));
            return new Off(first, row(during.end()), during, stretch.kind(), stretch.label(), room);
        }

        private List<Gap> gaps(List<Stretch> stretches, List<StaffAppointment> visits, Instant now) {
            var gaps = new ArrayList<Gap>();
            Instant present = now.truncatedTo(ChronoUnit.MINUTES);
            for (Stretch stretch : stretches) {
                if (stretch.kind() == Kind.OPEN) {
                    TimeRange during = stretch.during();
                    free(later(during.start(), present), during.end(), visits)
                            .filter(part -> part.length().compareTo(SMALLEST_GAP) >= 0)
                            .map(part -> new Gap(row(part.start()), row(part.end()), part))
                            .forEach(gaps::add);
                }
            }
            return gaps;
        }

        private List<Blank> blanks(
                LocalDate date, DoctorCalendar calendar, List<Stretch> stretches, List<StaffAppointment> visits) {
            var blanks = new ArrayList<Blank>();
            for (Stretch stretch : stretches) {
                free(stretch.during().start(), stretch.during().end(), visits)
                        .forEach(part -> addBlanks(blanks, part.start(), part.end(), date, calendar));
            }
            return blanks;
        }

        /** Cut at the half hours, but not into pieces that are hard to hit. */
        private void addBlanks(List<Blank> blanks, Instant from, Instant to, LocalDate date, DoctorCalendar calendar) {
            Instant begin = from;
            while (Duration.between(begin, to).compareTo(SMALLEST_BLANK) >= 0) {
                Instant end = begin.plus(BLANK)
                        .minus(
                                Duration.between(day.start(), begin).toMinutes() % BLANK.toMinutes(),
                                ChronoUnit.MINUTES);
                if (Duration.between(begin, end).compareTo(SMALLEST_BLANK) < 0) {
                    end = end.plus(BLANK);
                }
                if (Duration.between(end, to).compareTo(SMALLEST_BLANK) < 0) {
                    end = to;
                }
                Optional<WorkingHours> place = calendar.place(date, begin);
                blanks.add(new Blank(
                        row(begin),
                        row(end),
                        begin,
                        place.map(WorkingHours::location).orElse(null),
                        place.map(WorkingHours::zone).orElse(zone)));
                begin = end;
            }
        }

        /** What no visit takes of the time between the two, in its order. */
        private static Stream<TimeRange> free(Instant from, Instant to, List<StaffAppointment> visits) {
            var parts = new ArrayList<TimeRange>();
            Instant at = from;
            for (TimeRange visit : taken(visits)) {
                addPart(parts, at, earlier(visit.start(), to));
                at = later(at, visit.end());
            }
            addPart(parts, at, to);
            return parts.stream();
        }

        private static List<TimeRange> taken(List<StaffAppointment> visits) {
            return visits.stream()
                    .map(v -> v.view().during())
                    .sorted(Comparator.comparing(TimeRange::start))
                    .toList();
        }

        private static void addPart(List<TimeRange> parts, Instant from, Instant to) {
            if (from.isBefore(to)) {
                parts.add(new TimeRange(from, to));
            }
        }

        private static Instant later(Instant a, Instant b) {
            return a.isAfter(b) ? a : b;
        }

        private static Instant earlier(Instant a, Instant b) {
            return a.isBefore(b) ? a : b;
        }
    }
}
