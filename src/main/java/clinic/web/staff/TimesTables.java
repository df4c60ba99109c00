package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.availability.SlotQuery.Moving;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.web.PickedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks for free times and lays them out for staff to choose from. */
@Component
class TimesTables {

    private static final int DAYS = 7;
    private static final int SIGHT = 90;
    private static final int MOST = 2000;

    private final Availability availability;
    private final Directory directory;
    private final Clock clock;

    TimesTables(Availability availability, Directory directory, Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What is looked for.
     *
     * @param moving where the visit is now that is to be moved; absent for a new one
     * @param from the first date; the past counts as today
     * @param zone on whose calendar the seven days begin
     */
    record Wanted(
            TypeId type,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            @Nullable Duration duration,
            @Nullable PatientId patient,
            @Nullable Moving moving,
            @Nullable LocalDate from,
            ZoneId zone) {}

    TimesTable find(Actor actor, Wanted wanted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), wanted.zone());
        LocalDate from = wanted.from() == null || wanted.from().isBefore(today) ? today : wanted.from();
        List<Slot> slots = free(actor, wanted, from, DAYS, MOST);
        LocalDate next = null;
        if (slots.isEmpty()) {
            next = free(actor, wanted, from.plusDays(DAYS), SIGHT, 1).stream()
                    .map(s -> s.during().start().atZone(s.zone()).toLocalDate())
                    .findFirst()
                    .orElse(null);
        }
        return new TimesTable(from, days(actor, slots), next);
    }

    /** Times that were found elsewhere, such as the nearest to one that was just taken. */
    List<TimesTable.Day> days(Actor actor, List<Slot> slots) {
        Map<DoctorId, Doctor> doctors = byId(directory.doctors(actor, distinct(slots, Slot::doctor)), Doctor::id);
        Map<LocationId, Location> locations = byId(directory.locations(actor), Location::id);
        Map<LocalDate, List<Slot>> byDate = slots.stream()
                .collect(Collectors.groupingBy(
                        s -> s.during().start().atZone(s.zone()).toLocalDate(), TreeMap::new, Collectors.toList()));
        var days = new ArrayList<TimesTable.Day>();
        byDate.forEach((date, onDate) -> days.add(new TimesTable.Day(date, rows(onDate, doctors, locations))));
        return days;
    }

    private record Place(DoctorId doctor, LocationId location) {}

    private static List<TimesTable.Row> rows(
            List<Slot> slots, Map<DoctorId, Doctor> doctors, Map<LocationId, Location> locations) {
        Map<Place, List<Slot>> byPlace = slots.stream()
                .collect(Collectors.groupingBy(
                        s -> new Place(s.doctor(), s.location()), LinkedHashMap::new, Collectors.toList()));
        return byPlace.entrySet().stream()
                .map(e -> new TimesTable.Row(
                        known(doctors, e.getKey().doctor()),
                        known(locations, e.getKey().location()),
                        e.getValue().stream()
                                .map(s ->
                                        new TimesTable.Time(s, PickedTime.of(s).toString()))
                                .toList()))
                .toList();
    }

    private List<Slot> free(Actor actor, Wanted wanted, LocalDate from, int days, int limit) {
        Instant start = from.atStartOfDay(wanted.zone()).toInstant();
        Instant end = from.plusDays(days).atStartOfDay(wanted.zone()).toInstant();
        return availability.freeTimes(
                actor,
                new SlotQuery(
                        wanted.type(),
                        wanted.doctor(),
                        wanted.location(),
                        wanted.duration(),
                        wanted.patient(),
                        wanted.moving(),
                        new TimeRange(start, end),
                        limit));
    }

    private static <T> Collection<T> distinct(List<Slot> slots, Function<Slot, T> part) {
        return slots.stream().map(part).distinct().toList();
    }

    private static <K, V> Map<K, V> byId(List<V> values, Function<V, K> id) {
        return values.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private static <K, V> V known(Map<K, V> values, K id) {
        @Nullable V value = values.get(id);
        if (value == null) {
            throw new IllegalStateException("A free time without its doctor or place");
        }
        return value;
    }
}
