package clinic.web.staff;

import clinic.availability.Slot;
import clinic.directory.AppointmentType;
import clinic.directory.Location;
import clinic.directory.LocationId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor's week gives: the times of the next days in which patients could book one type of visit.
 *
 * @param types what the doctor offers
 * @param type the one that was looked at; absent when the doctor offers nothing
 * @param zone on whose calendar the days are counted
 * @param days each of them, also those without a time
 */
public record HoursPreview(
        List<AppointmentType> types, @Nullable AppointmentType type, ZoneId zone, List<Day> days) {

    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    /** @param runs soonest first */
    public record Day(LocalDate date, List<Run> runs) {

        /** How many times there are on the day. */
        public int count() {
            return runs.stream().mapToInt(Run::count).sum();
        }
    }

    /**
     * Times at one place that are equally far apart.
     *
     * @param last the start of the last one
     * @param step between one start and the next; zero for a single time
     */
    public record Run(Location place, Instant first, Instant last, int count, Duration step) {}

    /** Whether the place of a time needs saying. */
    public boolean severalPlaces() {
        return days.stream()
                        .flatMap(day -> day.runs().stream())
                        .map(Run::place)
                        .distinct()
                        .count()
                > 1;
    }

    static HoursPreview of(
            List<AppointmentType> types,
            AppointmentType type,
            List<Slot> times,
            Map<LocationId, Location> places,
            ZoneId zone,
            LocalDate today,
            int days) {
        var byDate = new TreeMap<LocalDate, List<Slot>>();
        today.datesUntil(today.plusDays(days)).forEach(date -> byDate.put(date, new ArrayList<>()));
        times.forEach(time -> byDate.computeIfAbsent(
                        LocalDate.ofInstant(time.during().start(), time.zone()), date -> new ArrayList<>())
                .add(time));
        return new HoursPreview(
                types,
                type,
                zone,
                byDate.entrySet().stream()
                        .map(day -> new Day(day.getKey(), runs(day.getValue(), places)))
                        .toList());
    }

    private static List<Run> runs(List<Slot> times, Map<LocationId, Location> places) {
        var runs = new ArrayList<Run>();
        for (Slot time : times) {
            Location place = places.get(time.location());
            if (place == null) {
                continue;
            }
            Instant start = time.during().start();
            Run last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && last.place().equals(place) && goesOn(last, start)) {
                Duration step = Duration.between(last.last(), start);
                runs.set(runs.size() - 1, new Run(place, last.first(), start, last.count() + 1, step));
            } else {
                runs.add(new Run(place, start, start, 1, Duration.ZERO));
            }
        }
        return runs;
    }

    private static boolean goesOn(Run run, Instant start) {
        Duration step = Duration.between(run.last(), start);
        return run.count() == 1 ? step.compareTo(LONGEST_STEP) <= 0 : step.equals(run.step());
    }
}
