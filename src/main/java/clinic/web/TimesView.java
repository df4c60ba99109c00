package clinic.web;

import clinic.availability.Slot;
import clinic.directory.AppointmentType;
import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The free times of one kind of visit, as the page lays them out: a row for each doctor at each place, a column for each
 * of five days.
 *
 * @param address where the same times are found as they are then
 * @param all address of the times as they are narrowed down, with none of them picked
 * @param from the first of the days
 * @param earlier address of the five days before; absent when they have gone by
 * @param later address of the five days after; absent when they cannot be booked yet
 * @param more whether there are doctors who are not among the rows
 * @param by what they are narrowed down by
 * @param clears ways to narrow them down by less
 * @param late whether the soonest time lies before the days
 * @param zones whether the rows are not all on one clock, so that each must name its own
 * @param oneDate whether it is the same date wherever the rows are, so that a day can be called today
 */
public record TimesView(
        String path,
        String address,
        String all,
        AppointmentType type,
        List<Option> types,
        List<Option> locations,
        List<Option> doctors,
        LocalDate from,
        Bookable bookable,
        List<Day> days,
        @Nullable String earlier,
        @Nullable String later,
        @Nullable Time soonest,
        List<Row> rows,
        Narrowed by,
        List<Chip> chips,
        List<Clear> clears,
        boolean late,
        ZoneId zone,
        boolean zones,
        boolean oneDate,
        boolean more) {

    /** How many doctors the list is about: those with free time, or all of them where not all are among the rows. */
    public long count() {
        return more ? doctors.size() : free();
    }

    /** Key of what is said of a doctor without a time from these days on: no more than is known by what was looked for. */
    public String nothing() {
        if (clears.isEmpty()) {
            return "row.nothing";
        }
        if (clears.size() > 1 || by.location() != null) {
            return "row.no-match";
        }
        return late ? "times.none-from" : "times.no-hours." + by.hours();
    }

    /** The ids of what can change these times: the doctors, and where a visit needs a room the places. */
    public String about() {
        Stream<UUID> doctors = rows.stream().map(row -> row.doctor().id().value());
        Stream<UUID> places = rows.stream()
                .map(Row::location)
                .filter(location -> location != null && type.roomRequired())
                .map(location -> location.id().value());
        return Stream.concat(doctors, places).distinct().map(UUID::toString).collect(Collectors.joining(" "));
    }

    /** How many doctors can be had. */
    public long free() {
        return rows.stream()
                .filter(row -> row.hasTimes() || row.next() != null)
                .map(Row::doctor)
                .distinct()
                .count();
    }

    /**
     * The days that can be booked.
     *
     * @param missed whether the reader asked for another
     */
    public record Bookable(LocalDate first, LocalDate last, boolean missed) {}

    /**
     * Narrows the times down by one press.
     *
     * @param words key of its words
     * @param fields what a press asks for
     */
    public record Chip(String words, boolean pressed, Map<String, String> fields) {}

    /** @param words key of what there is then */
    public record Clear(String words, String href) {}

    /** One entry of a select. */
    public record Option(String value, String label, boolean chosen) {}

    /** @param on whether a narrow screen shows this day */
    public record Day(LocalDate date, ZoneId zone, String href, boolean on, boolean free) {}

    /**
     * A time to pick.
     *
     * @param value what a button sends
     * @param href the page that asks for confirmation
     */
    public record Time(Slot slot, Doctor doctor, Location location, String value, String href, boolean chosen) {

        public Instant start() {
            return slot.during().start();
        }

        public ZoneId zone() {
            return slot.zone();
        }
    }

    /**
     * @param location absent when the doctor has no time on these days or after them
     * @param next the first time after these days, when there is none within them
     */
    public record Row(
            String id,
            Doctor doctor,
            @Nullable Location location,
            boolean instant,
            List<Column> columns,
            @Nullable Time next) {

        public boolean hasTimes() {
            return columns.stream().anyMatch(column -> !column.times().isEmpty());
        }
    }

    /** The times of one day. */
    public record Column(Day day, List<Time> times) {

        private static final int SHOWN = 3;

        public List<Time> shown() {
            return times.size() <= SHOWN + 1 ? times : times.subList(0, SHOWN);
        }

        public List<Time> more() {
            return times.size() <= SHOWN + 1 ? List.of() : times.subList(SHOWN, times.size());
        }

        /** Whether the chosen time is among those that are folded away. */
        public boolean open() {
            return more().stream().anyMatch(Time::chosen);
        }
    }

    /**
     * What was picked, to be looked at once more.
     *
     * @param post where the form goes
     * @param key of the request, so that sending it twice books once
     * @param changeUntil until when the patient may move or cancel it; absent when that has passed
     * @param version of the appointment that is being moved; absent for a new one
     */
    public record Panel(
            Time time,
            AppointmentType type,
            boolean instant,
            String post,
            String again,
            @Nullable String note,
            String key,
            @Nullable Instant changeUntil,
            @Nullable Integer version) {}

    /**
     * Why a time could not be had.
     *
     * @param reason key of the words for it
     * @param wanted when it would have started
     * @param key of the request that a press on one of the others makes at once, for whoever had confirmed; absent where a
     *     press picks
     * @param own the reader's own visit, when it is that which has the time; absent for all other reasons
     */
    public record Conflict(
            String reason,
            Instant wanted,
            ZoneId zone,
            List<Time> alternatives,
            @Nullable String key,
            @Nullable Visit own) {

        /** For whoever had confirmed, and needs no second look. */
        Conflict confirmed() {
            return new Conflict(
                    reason, wanted, zone, alternatives, UUID.randomUUID().toString(), own);
        }
    }
}
