package clinic.availability.application;

import clinic.availability.HoldId;
import clinic.availability.WorkingException;
import clinic.availability.WorkingPattern;
import clinic.availability.domain.Facts;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.availability.domain.Facts.PatientFacts;
import clinic.availability.domain.Facts.Place;
import clinic.availability.domain.Facts.RoomFacts;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.Ledger.DoctorTime;
import clinic.availability.domain.Schedules;
import clinic.availability.domain.Shift;
import clinic.availability.domain.Spans;
import clinic.availability.domain.Terms;
import clinic.availability.domain.Timetable;
import clinic.directory.AppointmentType;
import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.Policies;
import clinic.directory.Room;
import clinic.directory.RoomId;
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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the rule book needs: one query per kind of fact, whatever the number of days and doctors. */
@Component
class FactsReader {

    /** Visits and their buffers may reach this far beyond the starts that are asked for; a local day is never longer. */
    private static final Duration MARGIN = Duration.ofDays(2);

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
     * All that bears on visits of this type that begin in the range; inside the caller's transaction. What the patient
     * holds does not: it makes way for whatever he books.
     *
     * @param type absent when only hours are of interest: then nobody offers anything
     */
    Facts read(
            Actor actor,
            Collection<DoctorId> doctors,
            @Nullable AppointmentType type,
            @Nullable PatientId patient,
            TimeRange starting) {
        TimeRange range =
                new TimeRange(starting.start().minus(MARGIN), starting.end().plus(MARGIN));
        Instant now = clock.instant();
        HoldId own = patient == null ? null : ledger.heldBy(patient).orElse(null);
        Map<LocationId, Place> places = places(actor, type != null && type.roomRequired(), range, now, own);
        Map<DoctorId, Timetable> timetables = timetables(doctors, range);
        Map<DoctorId, List<Offer>> offers = type == null
                ? Map.of()
                : directory.offers(actor, doctors, type.id()).stream().collect(Collectors.groupingBy(Offer::doctor));
        Map<DoctorId, List<TimeRange>> away = schedules.away(doctors, range);
        Policies policies = directory.policies(actor);
        Map<DoctorId, DoctorTime> taken = ledger.doctorTime(doctors, range, now, own);

        Map<DoctorId, DoctorFacts> facts = new HashMap<>();
        for (DoctorId doctor : doctors) {
            Spans absent = Spans.of(away.getOrDefault(doctor, List.of()));
            DoctorTime time = taken.getOrDefault(doctor, DoctorTime.NONE);
            facts.put(
                    doctor,
                    new DoctorFacts(
                            terms(type, offers.getOrDefault(doctor, List.of()), places.keySet()),
                            policies.of(type == null ? null : type.id(), doctor),
                            shifts(Objects.requireNonNull(timetables.get(doctor)), places, absent, range),
                            absent,
                            time.visits(),
                            Spans.of(time.buffers())));
        }
        return new Facts(
                now,
                places,
                facts,
                patient == null
                        ? null
                        : new PatientFacts(ledger.patientTime(patient, range), ledger.open(patient, now)));
    }

    /** When each doctor works, for whatever the range touches on any clock. */
    Map<DoctorId, Timetable> timetables(Collection<DoctorId> doctors, TimeRange range) {
        Map<DoctorId, List<WorkingPattern>> patterns = schedules.patterns(doctors);
        // No clock is a whole day from UTC, and hours may cross one midnight.
        LocalDate first = LocalDate.ofInstant(range.start(), ZoneOffset.UTC).minusDays(2);
        LocalDate last = LocalDate.ofInstant(range.end(), ZoneOffset.UTC).plusDays(1);
        Map<DoctorId, List<WorkingException>> exceptions = schedules.exceptions(doctors, first, last);
        return doctors.stream()
                .distinct()
                .collect(Collectors.toMap(
                        doctor -> doctor,
                        doctor -> new Timetable(
                                patterns.getOrDefault(doctor, List.of()), exceptions.getOrDefault(doctor, List.of()))));
    }

    private Map<LocationId, Place> places(
            Actor actor, boolean withRooms, TimeRange range, Instant now, @Nullable HoldId own) {
        List<Closure> closures = directory.closures(actor, range);
        List<Room> rooms = withRooms ? directory.rooms(actor, null) : List.of();
        Map<RoomId, List<TimeRange>> taken = rooms.isEmpty()
                ? Map.of()
                : ledger.roomTime(rooms.stream().map(Room::id).toList(), range, now, own);
        return directory.locations(actor).stream()
                .collect(Collectors.toMap(
                        Location::id,
                        location -> new Place(
                                location.id(),
                                location.zone(),
                                Spans.of(closures.stream()
                                        .filter(closure -> closure.location() == null
                                                || closure.location().equals(location.id()))
                                        .map(Closure::during)
                                        .toList()),
                                rooms.stream()
                                        .filter(room -> room.location().equals(location.id()))
                                        .map(room -> new RoomFacts(
                                                room.id(), Spans.of(taken.getOrDefault(room.id(), List.of()))))
                                        .toList())));
    }

    private static Map<LocationId, Terms> terms(
            @Nullable AppointmentType type, List<Offer> offers, Collection<LocationId> locations) {
        Map<LocationId, Terms> terms = new HashMap<>();
        if (type != null) {
            for (LocationId location : locations) {
                Terms.of(type, offers, location).ifPresent(found -> terms.put(location, found));
            }
        }
        return terms;
    }

    private static List<Shift> shifts(
            Timetable timetable, Map<LocationId, Place> places, Spans absent, TimeRange range) {
        List<Shift> shifts = new ArrayList<>();
        for (Place place : places.values()) {
            timetable
                    .shifts(place.id(), place.zone(), range)
                    .forEach(shift -> shifts.add(shift.without(place.closed()).without(absent)));
        }
        return shifts;
    }
}
