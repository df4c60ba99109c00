package clinic.api;

import clinic.booking.Appointments;
import clinic.booking.Appointments.LatestStep;
import clinic.booking.Status;
import clinic.directory.Directory;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The clinic at a glance. */
@RestController
@Tag(name = "Clinic")
class DashboardController {

    private final Appointments appointments;
    private final Directory directory;

    DashboardController(Appointments appointments, Directory directory) {
        this.appointments = appointments;
        this.directory = directory;
    }

    /**
     * @param counts appointments that begin in the range, by state; every state is there
     * @param waiting requests nobody has answered, whenever they begin
     * @param latest the newest steps anybody took
     */
    record Dashboard(Map<Status, Integer> counts, int waiting, List<Latest> latest) {}

    /** A step and the appointment it was taken on. */
    record Latest(UUID appointmentId, TransitionJson step) {}

    @GetMapping("/api/v1/dashboard")
    @Operation(
            summary = "Counts by state, requests waiting, latest steps",
            description =
                    "from and to bound the start: an instant, to exclusive; or a date, to inclusive, on the clock of"
                            + " the location, without one the widest stretch that is this date somewhere.")
    Dashboard dashboard(
            Actor actor,
            @RequestParam(required = false) @Nullable When from,
            @RequestParam(required = false) @Nullable When to,
            @RequestParam(required = false) @Nullable UUID location) {
        LocationId place = location == null ? null : new LocationId(location);
        List<ZoneId> zones = Bounds.zones(directory, actor, place);
        Map<Status, Integer> known = appointments.counts(
                actor, filter(Set.of(), Bounds.earliest(from, zones), Bounds.latest(to, zones), place));
        Map<Status, Integer> counts = new LinkedHashMap<>();
        for (Status status : Bodies.PUBLISHED) {
            counts.put(status, known.getOrDefault(status, 0));
        }
        int waiting = appointments
                .counts(actor, filter(Set.of(Status.PENDING), null, null, place))
                .getOrDefault(Status.PENDING, 0);
        return new Dashboard(
                counts,
                waiting,
                appointments.latest(actor, 10).stream()
                        .map(DashboardController::latest)
                        .toList());
    }

    private static Appointments.Filter filter(
            Set<Status> statuses, @Nullable Instant from, @Nullable Instant to, @Nullable LocationId location) {
        return new Appointments.Filter(statuses, from, to, null, null, location, false, null, 1);
    }

    private static Latest latest(LatestStep latest) {
        return new Latest(
                latest.appointment().id().value(),
                TransitionJson.of(latest.transition(), latest.appointment().zone()));
    }
}
