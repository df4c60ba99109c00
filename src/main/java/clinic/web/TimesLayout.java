package clinic.web;

import clinic.availability.PartOfDay;
import clinic.availability.Slot;
import clinic.availability.Times;
import clinic.directory.AppointmentType;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.web.TimesFinder.Wanted;
import clinic.web.TimesView.Bookable;
import clinic.web.TimesView.Chip;
import clinic.web.TimesView.Clear;
import clinic.web.TimesView.Column;
import clinic.web.TimesView.Day;
import clinic.web.TimesView.Option;
import clinic.web.TimesView.Row;
import clinic.web.TimesView.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** One page of times in the making. */
class TimesLayout {

    private static final int DAYS = 5;
    private static final int MOST_ROWS = 50;
    private static final Duration IN_SIGHT = Duration.ofDays(91);

    private final Times times;
    private final Wanted wanted;
    private final AppointmentType type;
    private final Map<LocationId, Location> locations;
    private final Map<DoctorId, Doctor> doctors;
    private final Instant now;
    private final @Nullable Slot soonest;
    private final ZoneId zone;
    private final LocalDate today;
    private final LocalDate last;
    private final @Nullable LocalDate asked;

    /** @param last until when times can be booked */
    TimesLayout(
            Times times,
            Wanted wanted,
            AppointmentType type,
            List<Location> locations,
            List<Doctor> doctors,
            Instant now,
            Instant last) {
        this.times = times;
        this.now = now;
        this.wanted = wanted;
        this.type = type;
        this.locations = locations.stream().collect(byKey(Location::id));
        this.doctors = doctors.stream().collect(byKey(Doctor::id));
        this.soonest = times.starting(new TimeRange(now, now.plus(IN_SIGHT)), 1).stream()
                .findFirst()
                .orElse(null);
        this.zone = zone();
        this.today = LocalDate.ofInstant(now, zone);
        this.last = LocalDate.ofInstant(last, zone);
        this.asked = canBeBooked(wanted.from()) ? wanted.from() : null;
    }

    /** All that a page may look at, from the beginning of today on any clock. */
    static TimeRange inSight(Instant now, Instant last, @Nullable LocalDate from) {
        Instant asked = from == null ? now : from.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant first = asked.isBefore(now) ? now : asked.isAfter(last) ? last : asked;
        return new TimeRange(
                now.minus(Duration.ofDays(2)),
                first.plus(Duration.ofDays(DAYS + 3L)).plus(IN_SIGHT));
    }

    /** @param usual whom the reader mostly sees; absent for who was never here */
    TimesView view(List<AppointmentType> types, List<Doctor> offering, @Nullable DoctorId usual) {
        LocalDate from = firstDay();
        List<Slot> slots = slots(from);
        List<Day> days = days(from, slots);
        List<Row> rows = rows(days, slots);
        List<ZoneId> clocks = rows.stream()
                .map(Row::location)
                .filter(Objects::nonNull)
                .map(Location::zone)
                .distinct()
                .toList();
        boolean late = soonest != null && from.isAfter(dateOf(soonest));
        LocalDate before = from.minusDays(DAYS);
        LocalDate after = from.plusDays(DAYS);
        return new TimesView(
                wanted.path(),
                address(from),
                at(asked, null, wanted.by()),
                type,
                types.stream()
                        .map(t -> option(t.id().value(), t.name(), t.id().equals(type.id())))
                        .toList(),
                locations.values().stream()
                        .map(l -> option(
                                l.id().value(),
                                l.name(),
                                l.id().equals(wanted.by().place())))
                        .toList(),
                offering.stream()
                        .map(d -> option(
                                d.id().value(),
                                d.name(),
                                d.id().equals(wanted.by().whose())))
                        .toList(),
                from,
                new Bookable(today, last, wanted.from() != null && asked == null),
                days,
                from.isAfter(today) ? at(before.isBefore(today) ? today : before, null) : null,
                after.isAfter(last) ? null : at(after, null),
                soonest == null ? null : time(soonest),
                rows,
                wanted.by(),
                chips(offering, usual),
                clears(late),
                late,
                zone,
                clocks.size() > 1,
                clocks.stream()
                        .allMatch(clock -> LocalDate.ofInstant(now, clock).equals(today)),
                rows.stream().map(Row::doctor).distinct().count() < doctors.size());
    }

    /** The clock of the wanted place, else of the soonest time, else of the first place. */
    private ZoneId zone() {
        LocationId wantedPlace = wanted.by().place();
        if (wantedPlace != null) {
            Location location = locations.get(wantedPlace);
            if (location == null) {
                throw new NotFound("location");
            }
            return location.zone();
        }
        return soonest == null ? locations.values().iterator().next().zone() : soonest.zone();
    }

    private boolean canBeBooked(@Nullable LocalDate date) {
        return date != null && !date.isBefore(today) && !date.isAfter(last);
    }

    private LocalDate firstDay() {
        if (asked != null) {
            return asked;
        }
        LocalDate soon = soonest == null ? today : dateOf(soonest);
        PickedTime picked = wanted.time();
        if (picked != null && locations.containsKey(picked.location())) {
            LocalDate date = LocalDate.ofInstant(
                    picked.start(), locations.get(picked.location()).zone());
            return date.isBefore(soon.plusDays(DAYS)) || !canBeBooked(date) ? soon : date;
        }
        return soon;
    }

    private List<Slot> slots(LocalDate from) {
        Instant start = locations.values().stream()
                .map(l -> from.atStartOfDay(l.zone()).toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end = locations.values().stream()
                .map(l -> from.plusDays(DAYS).atStartOfDay(l.zone()).toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        LocalDate last = from.plusDays(DAYS - 1L);
        return times.starting(new TimeRange(start, end), TimesFinder.MANY).stream()
                .filter(slot -> doctors.containsKey(slot.doctor()) && locations.containsKey(slot.location()))
                .filter(slot -> !dateOf(slot).isBefore(from) && !dateOf(slot).isAfter(last))
                .toList();
    }

    private List<Day> days(LocalDate from, List<Slot> slots) {
        List<LocalDate> dates =
                IntStream.range(0, DAYS).mapToObj(from::plusDays).toList();
        LocalDate shown = dayShown(dates, slots);
        return dates.stream()
                .map(date -> new Day(
                        date,
                        zone,
                        at(from, date),
                        date.equals(shown),
                        slots.stream().anyMatch(slot -> dateOf(slot).equals(date))))
                .toList();
    }

    private LocalDate dayShown(List<LocalDate> dates, List<Slot> slots) {
        PickedTime picked = wanted.time();
        Stream<LocalDate> wishes = Stream.of(
                        Optional.ofNullable(wanted.day()),
                        slots.stream()
                                .filter(slot -> picked != null && picked.is(slot))
                                .findFirst()
                                .map(this::dateOf),
                        slots.stream().findFirst().map(this::dateOf))
                .flatMap(Optional::stream);
        return wishes.filter(dates::contains).findFirst().orElse(dates.getFirst());
    }

    private List<Row> rows(List<Day> days, List<Slot> slots) {
        record Place(DoctorId doctor, LocationId location) {}
        Map<Place, List<Slot>> byPlace = slots.stream()
                .collect(Collectors.groupingBy(
                        slot -> new Place(slot.doctor(), slot.location()), LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        byPlace.entrySet().stream()
                .limit(MOST_ROWS)
                .map(entry -> row(
                        TimesFinder.listed(doctors.get(entry.getKey().doctor())),
                        locations.get(entry.getKey().location()),
                        columns(days, entry.getValue()),
                        null,
                        entry.getValue().getFirst().instant()))
                .forEach(rows::add);
        Instant after = days.getLast()
                .date()
                .plusDays(1)
                .atStartOfDay(days.getLast().zone())
                .toInstant();
        List<Doctor> without = doctors.values().stream()
                .filter(doctor ->
                        byPlace.keySet().stream().noneMatch(p -> p.doctor().equals(doctor.id())))
                .limit(Math.max(0, MOST_ROWS - rows.size()))
                .toList();
        Map<DoctorId, Slot> next = times.soonestOfEach(
                without.stream().map(Doctor::id).toList(), new TimeRange(after, after.plus(IN_SIGHT)));
        without.stream()
                .map(doctor -> later(doctor, next.get(doctor.id())))
                .sorted(Comparator.comparing(
                        row -> row.next() == null ? Instant.MAX : row.next().start()))
                .forEach(rows::add);
        return rows;
    }

    private List<Column> columns(List<Day> days, List<Slot> slots) {
        return days.stream()
                .map(day -> new Column(
                        day,
                        slots.stream()
                                .filter(slot -> dateOf(slot).equals(day.date()))
                                .map(this::time)
                                .toList()))
                .toList();
    }

    private Row later(Doctor doctor, @Nullable Slot next) {
        Location location = next == null ? null : locations.get(next.location());
        return row(
                doctor,
                location,
                List.of(),
                next == null ? null : time(next),
                next == null ? type.instant() : next.instant());
    }

    private Row row(
            Doctor doctor, @Nullable Location location, List<Column> columns, @Nullable Time next, boolean instant) {
        String id = "d-" + doctor.id().value()
                + (location == null ? "" : "-" + location.id().value());
        return new Row(id, doctor, location, instant, columns, next);
    }

    private Time time(Slot slot) {
        PickedTime picked = wanted.time();
        Doctor doctor = TimesFinder.listed(doctors.get(slot.doctor()));
        Location location = TimesFinder.listed(locations.get(slot.location()));
        return TimesFinder.time(slot, doctor, location, wanted.path(), wanted.by(), picked != null && picked.is(slot));
    }

    private LocalDate dateOf(Slot slot) {
        return LocalDate.ofInstant(slot.during().start(), slot.zone());
    }

    private String address(LocalDate from) {
        PickedTime picked = wanted.time();
        return picked == null
                ? at(from, wanted.day())
                : TimesFinder.confirming(wanted.path(), type.id(), picked, wanted.by());
    }

    private String at(LocalDate from, @Nullable LocalDate day) {
        return at(from, day, wanted.by());
    }

    private String at(@Nullable LocalDate from, @Nullable LocalDate day, Narrowed by) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(wanted.path());
        fields(from, by).forEach(uri::queryParam);
        if (day != null) {
            uri.queryParam("day", day);
        }
        return uri.toUriString();
    }

    private Map<String, String> fields(@Nullable LocalDate from, Narrowed by) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", type.id().value().toString());
        if (from != null) {
            fields.put("from", from.toString());
        }
        if (wanted.moving() != null) {
            // Where nobody is named, the doctor is meant whom the visit is with.
            fields.put("doctor", "");
        }
        fields.putAll(by.fields());
        return fields;
    }

    /** Each narrows down by one thing, or no longer does. A day that was asked for stays, else the soonest is looked for. */
    private List<Chip> chips(List<Doctor> offering, @Nullable DoctorId usual) {
        Narrowed by = wanted.by();
        List<Chip> chips = new ArrayList<>();
        for (PartOfDay part : PartOfDay.values()) {
            boolean pressed = part == by.hours();
            chips.add(new Chip("chip." + part, pressed, fields(asked, by.withHours(pressed ? null : part))));
        }
        if (offering.stream().anyMatch(doctor -> doctor.id().equals(usual))) {
            boolean pressed = Objects.equals(usual, by.whose());
            chips.add(new Chip("chip.usual", pressed, fields(asked, by.withDoctor(pressed ? null : usual))));
        }
        return chips;
    }

    /** A way out of each thing that the times are narrowed down by. */
    private List<Clear> clears(boolean late) {
        Narrowed by = wanted.by();
        List<Clear> clears = new ArrayList<>();
        if (late) {
            clears.add(new Clear("times.any-day", at(null, null, by)));
        }
        if (by.hours() != null) {
            clears.add(new Clear("times.any-hours", at(asked, null, by.withHours(null))));
        }
        if (by.doctor() != null) {
            clears.add(new Clear("times.any-doctor", at(asked, null, by.withDoctor(null))));
        }
        if (by.location() != null) {
            clears.add(new Clear("times.any-location", at(asked, null, by.anywhere())));
        }
        return clears;
    }

    private static Option option(UUID value, String label, boolean chosen) {
        return new Option(value.toString(), label, chosen);
    }

    private static <K, V> Collector<V, ?, Map<K, V>> byKey(Function<V, K> key) {
        return Collectors.toMap(key, Function.identity(), (a, b) -> a, LinkedHashMap::new);
    }
}
