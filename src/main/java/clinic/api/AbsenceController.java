package clinic.api;

import clinic.api.Writes.Made;
import clinic.availability.Absence;
import clinic.availability.Availability;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ImportedAbsences;
import clinic.availability.WorkingPattern;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When a doctor is away. */
@RestController
@RequestMapping("/api/v1/doctors/{id}/absences")
@Tag(name = "Schedules")
class AbsenceController {

    private final Availability availability;
    private final Directory directory;
    private final Affected affected;
    private final Writes writes;

    AbsenceController(Availability availability, Directory directory, Affected affected, Writes writes) {
        this.availability = availability;
        this.directory = directory;
        this.affected = affected;
        this.writes = writes;
    }

    /**
     * @param from an instant, or a date on the clock of the doctor's locations
     * @param to likewise; an instant is exclusive, a date inclusive
     */
    record NewAbsence(
            @NotNull When from,
            @NotNull When to,
            @Size(max = 300) @Nullable String reason) {}

    /** @param affected with a change only: appointments that stand but now lie within the absence */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Away(
            UUID id,
            OffsetDateTime from,
            OffsetDateTime to,
            @Nullable String reason,
            @Nullable List<AppointmentJson> affected) {

        static Away of(Absence absence, ZoneId zone, @Nullable List<AppointmentJson> affected) {
            return new Away(
                    absence.id(),
                    AppointmentJson.local(absence.during().start(), zone),
                    AppointmentJson.local(absence.during().end(), zone),
                    absence.reason(),
                    affected);
        }
    }

    /** @param affected appointments that stand but now lie within one of the absences */
    record Imported(List<Away> added, List<Skipped> skipped, List<AppointmentJson> affected) {}

    /** @param count how many events, or dates of one, made no absence for this reason */
    record Skipped(ImportedAbsences.Skipped reason, int count) {}

    @GetMapping
    @Operation(
            summary = "When a doctor is away",
            description =
                    "Soonest first. A doctor sees his own, an admin anybody's. from and to narrow them to those that"
                            + " touch the range; give both or neither.")
    Page<Away> absences(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable When from,
            @RequestParam(required = false) @Nullable When to) {
        DoctorId doctor = new DoctorId(id);
        List<ZoneId> zones = zones(actor, doctor);
        TimeRange during = from == null && to == null ? null : Bounds.range(both(from, "from"), both(to, "to"), zones);
        return Page.whole(availability.absences(actor, doctor, during).stream()
                .map(absence -> Away.of(absence, shown(zones), null))
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Record that a doctor is away")
    ResponseEntity<Away> add(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid NewAbsence body) {
        DoctorId doctor = new DoctorId(id);
        return writes.make(actor, dryRun, HttpStatus.CREATED, () -> {
            List<ZoneId> zones = zones(actor, doctor);
            ScheduleChange<Absence> change = availability.addAbsence(
                    actor, doctor, Bounds.range(body.from(), body.to(), zones), Bodies.text(body.reason()), false);
            List<AppointmentJson> outside = affected.by(actor, change.leftOutside());
            return new Made<>(Away.of(change.result(), shown(zones), outside), outside);
        });
    }

    @PostMapping(path = "/import", consumes = "text/calendar")
    @Operation(
            summary = "Record the absences of a calendar",
            description =
                    "An iCalendar file (RFC 5545) of at most 1 MB, with at most 1,000 absences. Events that block time"
                            + " become absences, also each date of a series for two years from now on; what is free,"
                            + " cancelled or over does not, nor what is there already. What the events are about is not"
                            + " kept. Whole days and times without a zone are on the clock of the location, which is that"
                            + " where the doctor works most unless one is named. When one event cannot be read, nothing"
                            + " is recorded.")
    ResponseEntity<Imported> importCalendar(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID location,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody String calendar) {
        DoctorId doctor = new DoctorId(id);
        LocationId place = location == null ? null : new LocationId(location);
        return writes.make(actor, dryRun, HttpStatus.OK, () -> {
            ZoneId zone = shown(zones(actor, doctor));
            ScheduleChange<ImportedAbsences> change =
                    availability.importAbsences(actor, doctor, calendar, place, false);
            List<AppointmentJson> outside = affected.by(actor, change.leftOutside());
            List<Skipped> skipped = change.result().skipped().entrySet().stream()
                    .map(entry -> new Skipped(entry.getKey(), entry.getValue()))
                    .toList();
            List<Away> added = change.result().added().stream()
                    .map(absence -> Away.of(absence, zone, null))
                    .toList();
            return new Made<>(new Imported(added, skipped, outside), outside);
        });
    }

    @DeleteMapping("/{absence}")
    @Operation(summary = "Take an absence back")
    ResponseEntity<Affected.Preview> remove(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID absence,
            @RequestParam(required = false) @Nullable String dryRun) {
        return writes.make(actor, dryRun, HttpStatus.OK, () -> {
            ScheduleChange<?> change = availability.removeAbsence(actor, new DoctorId(id), absence, false);
            List<AppointmentJson> outside = affected.by(actor, change.leftOutside());
            return new Made<>(new Affected.Preview(outside), outside);
        });
    }

    private static When both(@Nullable When end, String field) {
        if (end == null) {
            throw new Invalid(field, "REQUIRED", "Give both ends of the range, or neither.");
        }
        return end;
    }

    /** The clocks of the locations where the doctor works; those of all where he works nowhere yet. */
    private List<ZoneId> zones(Actor actor, DoctorId doctor) {
        Set<LocationId> places = availability.patterns(actor, doctor).stream()
                .map(WorkingPattern::location)
                .collect(Collectors.toSet());
        List<ZoneId> zones = directory.locations(actor).stream()
                .filter(place -> places.contains(place.id()))
                .map(Location::zone)
                .distinct()
                .toList();
        return zones.isEmpty() ? Bounds.zones(directory, actor) : zones;
    }

    private static ZoneId shown(List<ZoneId> zones) {
        return zones.size() == 1 ? zones.getFirst() : ZoneOffset.UTC;
    }
}
