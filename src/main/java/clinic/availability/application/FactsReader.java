package clinic.availability.application;

import clinic.availability.OpenTime;
import clinic.availability.SlotQuery.Moving;
import clinic.availability.domain.Facts;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.availability.domain.Facts.Place;
import clinic.availability.domain.Facts.RoomFacts;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.Ledger.Asked;
import clinic.availability.domain.Ledger.DoctorTime;
import clinic.availability.domain.Ledger.Taken;
import clinic.availability.domain.Schedules;
import clinic.availability.domain.Schedules.Said;
import clinic.availability.domain.Shift;
import clinic.availability.domain.Spans;
import clinic.availability.domain.Terms;
import clinic.availability.domain.Timetable;
import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.Offering;
import clinic.directory.Room;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what the rule book needs: what the directory says, what the doctors say, what is taken. Each with one statement,
 * whatever the number of days and doctors.
 */
@Component
class FactsReader {

    /** A visit of a day that ends eight hours of travel before; the day that a start lies on, 25 hours at most, is less. */
    private static final Duration MARGIN = Duration.ofHours(34);

    private final Directory directory;
    private final Schedules schedules;
    private final Ledger ledger;
    private final Clock clock;

    FactsReader(Directory directory, Schedules schedules, Ledger ledger, Clock clock) {
        this.directory = directory;
        this.schedules = schedules;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * For whom and when facts are read.
     *
     * @param doctor absent means all who give the type
     * @param location leaves out doctors who do not give it there
     * @param patient what this patient holds does not bear on it: it makes way for whatever he books
     * @param moving a visit whose own time does not bear on it either
     * @param starting visits of interest begin in this range
     * @param asOf as it was at an instant, when nobody in particular asked; absent means now
     */
    record Scope(
            TypeId type,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            @Nullable PatientId patient,
            @Nullable Moving moving,
            TimeRange starting,
            @Nullable Instant asOf) {

        /** For a visit that is not in the ledger. */
        Scope(
                TypeId type,
                @Nullable DoctorId doctor,
                @Nullable LocationId location,
                @Nullable PatientId patient,
                TimeRange starting,
                @Nullable Instant asOf) {
            this(type, doctor, location, patient, null, starting, asOf);
        }

        TimeRange range() {
            return around(starting);
        }
    }

    /**
     * What is said, read once inside the caller's transaction; what is taken is read for each stretch of it.
     *
     * @throws clinic.shared.NotFound for an unknown type or doctor
     */
    Reading read(Actor actor, Scope scope) {
        Offering offering =
                directory.offering(actor, scope.type(), scope.doctor(), scope.location(), scope.range(), scope.asOf());
        List<DoctorId> doctors = scope.doctor() == null ? offering.doctors() : List.of(scope.doctor());
        return new Reading(scope, offering, doctors, said(doctors, scope.range(), scope.asOf()));
    }

    /** When each doctor works, for whatever the range touches on any clock. */
    Map<DoctorId, Timetable> timetables(Collection<DoctorId> doctors, TimeRange range) {
        Map<DoctorId, Said> said = said(doctors, range, null);
        return doctors.stream()
                .distinct()
                .collect(Collectors.toMap(
                        doctor -> doctor,
                        doctor -> said.getOrDefault(doctor, Said.NOTHING).timetable()));
    }

    /**
     * How much of the range each doctor could be seen in, whatever is booked.
     *
     * @param location absent means every place
     */
    Map<DoctorId, OpenTime> open(
            Actor actor, Collection<DoctorId> doctors, @Nullable LocationId location, TimeRange range) {
        Map<DoctorId, Said> said = said(doctors, range, null);
        List<Closure> closures = directory.closures(actor, range);
        Map<LocationId, Place> places = directory.locations(actor).stream()
                .filter(place -> location == null || location.equals(place.id()))
                .collect(Collectors.toMap(
                        Location::id,
                        place -> new Place(place.id(), place.zone(), closed(place, closures), List.of())));
        return doctors.stream().distinct().collect(Collectors.toMap(doctor -> doctor, doctor -> {
            Said words = said.getOrDefault(doctor, Said.NOTHING);
            return open(shifts(words.timetable(), places, Spans.of(words.away()), range), places, range);
        }));
    }

    /** Of hours at two places at once, which are kept apart visit by visit only, those of one count. */
    private static OpenTime open(List<Shift> shifts, Map<LocationId, Place> places, TimeRange range) {
        var parts = new ArrayList<OpenTime.Part>();
        Spans counted = Spans.NONE;
        Map<LocationId, List<Shift>> there = shifts.stream().collect(Collectors.groupingBy(Shift::location));
        for (Place place : places.values()) {
            Spans open = Spans.of(there.getOrDefault(place.id(), List.of()).stream()
                    .flatMap(shift -> shift.openings().ranges().stream())
                    .toList());
            for (TimeRange during : open.within(range).minus(counted).ranges()) {
                parts.add(new OpenTime.Part(place.zone(), during));
            }
            counted = Spans.of(parts.stream().map(OpenTime.Part::during).toList());
        }
        return new OpenTime(parts);
    }

    private static Spans closed(Location location, List<Closure> closures) {
        return Spans.of(closures.stream()
                .filter(closure ->
                        closure.location() == null || closure.location().equals(location.id()))
                .map(Closure::during)
                .toList());
    }

    private Map<DoctorId, Said> said(Collection<DoctorId> doctors, TimeRange range, @Nullable Instant asOf) {
        // No clock is a whole day from UTC, and hours may cross one midnight.
        LocalDate first = LocalDate.ofInstant(range.start(), ZoneOffset.UTC).minusDays(2);
        LocalDate last = LocalDate.ofInstant(range.end(), ZoneOffset.UTC).plusDays(1);
        return schedules.said(doctors, range, first, last, asOf);
    }

    private static TimeRange around(TimeRange starting) {
        return new TimeRange(starting.start().minus(MARGIN), starting.end().plus(MARGIN));
    }

    /** What is said of a kind of visit in a scope. */
    final class Reading {

        private final Scope scope;
        private final Offering offering;
        private final List<DoctorId> doctors;
        private final Map<DoctorId, Said> said;

        private Reading(Scope scope, Offering offering, List<DoctorId> doctors, Map<DoctorId, Said> said) {
            this.scope = scope;
            this.offering = offering;
            this.doctors = doctors;
            this.said = said;
        }

        /** Whose times are read. */
        List<DoctorId> doctors() {
            return doctors;
        }

        /** All that bears on visits that begin in this part of the scope. */
        Facts facts(TimeRange starting) {
            return facts(doctors, starting);
        }

        /** As {@link #facts(TimeRange)}, of some of the doctors. */
        Facts facts(Collection<DoctorId> doctors, TimeRange starting) {
            TimeRange range = around(starting);
            Instant now = scope.asOf() != null ? scope.asOf() : clock.instant();
            Taken taken = ledger.taken(new Asked(
                    doctors,
                    offering.rooms().stream().map(Room::id).toList(),
                    scope.patient(),
                    scope.moving(),
                    range,
                    now,
                    scope.asOf()));
            Map<LocationId, Place> places = places(taken);
            Map<DoctorId, List<Offer>> offers =
                    offering.offers().stream().collect(Collectors.groupingBy(Offer::doctor));
            Map<DoctorId, DoctorFacts> facts = new HashMap<>();
            for (DoctorId doctor : doctors) {
                Said words = said.getOrDefault(doctor, Said.NOTHING);
                Spans absent = Spans.of(words.away());
                DoctorTime time = taken.doctors().getOrDefault(doctor, DoctorTime.NONE);
                facts.put(
                        doctor,
                        new DoctorFacts(
                                terms(offers.getOrDefault(doctor, List.of()), places.keySet()),
                                offering.policies().of(scope.type(), doctor),
                                shifts(words.timetable(), places, absent, range),
                                absent,
                                time.visits(),
                                Spans.of(time.buffers())));
            }
            return new Facts(now, places, facts, taken.patient());
        }

        private Map<LocationId, Place> places(Taken taken) {
            return offering.locations().stream()
                    .collect(Collectors.toMap(
                            Location::id,
                            location -> new Place(
                                    location.id(),
                                    location.zone(),
                                    closed(location, offering.closures()),
                                    offering.rooms().stream()
                                            .filter(room -> room.location().equals(location.id()))
                                            .map(room -> new RoomFacts(
                                                    room.id(),
                                                    Spans.of(taken.rooms().getOrDefault(room.id(), List.of()))))
                                            .toList())));
        }

        private Map<LocationId, Terms> terms(List<Offer> offers, Collection<LocationId> locations) {
            Map<LocationId, Terms> terms = new HashMap<>();
            for (LocationId location : locations) {
                Terms.of(offering.type(), offers, location).ifPresent(found -> terms.put(location, found));
            }
            return terms;
        }
    }

    private static List<Shift> shifts(
            Timetable timetable, Map<LocationId, Place> places, Spans absent, TimeRange range) {
        List<Shift> shifts = new ArrayList<>();
        // In a group of many practices each doctor works at few of the places.
        for (LocationId location : timetable.locations()) {
            Place place = places.get(location);
            if (place == null) {
                // Of the past: the place is there no more.
                continue;
            }
            timetable
                    .shifts(place.id(), place.zone(), range)
                    .forEach(shift -> shifts.add(shift.without(place.closed()).without(absent)));
        }
        return shifts;
    }
}
