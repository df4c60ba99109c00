package clinic.api;

import clinic.availability.HoldId;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.ical.CalendarObject;
import clinic.ical.Calendars;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Booking, and looking at what was booked. */
@RestController
@RequestMapping("/api/v1/appointments")
@Tag(name = "Appointments")
class AppointmentController {

    private final Appointments appointments;
    private final Directory directory;
    private final Calendars calendars;

    AppointmentController(Appointments appointments, Directory directory, Calendars calendars) {
        this.appointments = appointments;
        this.directory = directory;
        this.calendars = calendars;
    }

    /**
     * @param doctorId absent means the one whose time is held, or any doctor who is free
     * @param durationMinutes absent means the usual length
     * @param holdId turns what is held into the appointment
     * @param note for the doctor only
     * @param patientId for staff, who must name one; a patient books for himself
     * @param override passes hours and policy, never taken time; for admins, who name the doctor. With it a start may lie in
     *     the past as long as the visit goes on: a walk-in, who has arrived
     */
    record Booking(
            @Nullable UUID doctorId,
            @NotNull UUID typeId,
            @NotNull UUID locationId,
            @NotNull Instant start,
            @Min(1) @Max(1440) @Nullable Integer durationMinutes,
            @Nullable UUID holdId,
            @Size(max = 2000) @Nullable String note,
            @Nullable UUID patientId,
            @Valid AppointmentJson.@Nullable Override override) {}

    @PostMapping
    @Operation(
            summary = "Book or request a time",
            description =
                    "Without doctorId any free doctor is taken. The same Idempotency-Key with the same body gives the"
                            + " same answer, not a second booking. A patient books for himself; staff name the patient.")
    @ApiResponse(
            responseCode = "201",
            description = "Booked, or requested",
            useReturnTypeSchema = true,
            headers = {
                @Header(name = "Location", description = "The appointment", schema = @Schema(type = "string")),
                @Header(name = "ETag", description = "Its version", schema = @Schema(type = "string"))
            })
    @Refuses(
            times = true,
            value = {Code.HOLD_EXPIRED, Code.IDEMPOTENCY_KEY_REUSED})
    ResponseEntity<AppointmentJson> book(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody @Valid Booking booking) {
        AppointmentView booked = Outcomes.done(
                appointments.book(
                        actor,
                        new Appointments.Booking(
                                booking.patientId() == null ? null : new PatientId(booking.patientId()),
                                booking.doctorId() == null ? null : new DoctorId(booking.doctorId()),
                                new LocationId(booking.locationId()),
                                new TypeId(booking.typeId()),
                                booking.start(),
                                booking.durationMinutes() == null
                                        ? null
                                        : Duration.ofMinutes(booking.durationMinutes()),
                                booking.holdId() == null ? null : new HoldId(booking.holdId()),
                                Bodies.text(booking.note()),
                                AppointmentJson.Override.reason(booking.override()),
                                key)),
                Status.APPROVED);
        return ResponseEntity.created(
                        URI.create(AppointmentJson.PATH + booked.id().value()))
                .eTag(Etag.of(booked.version()))
                .body(AppointmentJson.of(booked));
    }

    @GetMapping
    @Operation(
            summary = "Appointments in order of their start",
            description =
                    "A patient sees his own, a doctor those assigned to him, an admin all. from and to bound the start:"
                            + " an instant, to exclusive; or a date on each appointment's own clock, to inclusive. A page"
                            + " may be shorter than its limit; only next tells whether there is more.")
    Page<AppointmentJson> list(
            Actor actor,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable When from,
            @RequestParam(required = false) @Nullable When to,
            @RequestParam(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable UUID patient,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        UUID after = paging.afterId();
        List<ZoneId> zones = Bounds.zones(directory, actor);
        List<AppointmentView> found = appointments.appointments(
                actor,
                new Appointments.Filter(
                        statuses(status),
                        Bounds.earliest(from, zones),
                        Bounds.latest(to, zones),
                        doctor == null ? null : new DoctorId(doctor),
                        patient == null ? null : new PatientId(patient),
                        null,
                        false,
                        after == null ? null : new AppointmentId(after),
                        paging.fetch()));
        Page<AppointmentView> page = paging.page(found, view -> view.id().value(), view -> view);
        return new Page<>(
                page.items().stream()
                        .filter(view -> Bounds.begins(view.during().start(), from, to, view.zone()))
                        .map(AppointmentJson::of)
                        .toList(),
                page.next());
    }

    /** Repeated or as a list with commas; none means all. */
    private static Set<Status> statuses(@Nullable List<String> names) {
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        for (String name : names == null ? List.<String>of() : names) {
            for (String one : name.split(",", -1)) {
                statuses.add(Bodies.published("status", one));
            }
        }
        return statuses;
    }

    @GetMapping("/{id}")
    @Operation(summary = "An appointment, and what can be done with it now")
    ResponseEntity<AppointmentJson> one(Actor actor, @PathVariable UUID id) {
        AppointmentView view = appointments.appointment(actor, new AppointmentId(id));
        return ResponseEntity.ok().eTag(Etag.of(view.version())).body(AppointmentJson.of(view));
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Every step of an appointment, from the first")
    Page<TransitionJson> history(Actor actor, @PathVariable UUID id) {
        ZoneId zone = appointments.appointment(actor, new AppointmentId(id)).zone();
        return Page.whole(appointments.history(actor, new AppointmentId(id)).stream()
                .map(step -> TransitionJson.of(step, zone))
                .toList());
    }

    @GetMapping(path = "/{id}/calendar", produces = "text/calendar")
    @Operation(
            summary = "An appointment as a calendar file",
            description =
                    "iCalendar with METHOD:PUBLISH: when and where, without names, note, reason or kind of visit.")
    ResponseEntity<String> calendar(Actor actor, @PathVariable UUID id) {
        CalendarObject calendar = calendars.copy(actor, new AppointmentId(id));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, calendar.contentType())
                .body(calendar.text());
    }
}
