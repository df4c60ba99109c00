package clinic.api;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The appointments that a change of hours left outside, until somebody has looked at each. */
@RestController
@RequestMapping("/api/v1/attention")
@Tag(name = "Appointments")
class AttentionController {

    private final Appointments appointments;

    AttentionController(Appointments appointments) {
        this.appointments = appointments;
    }

    @GetMapping
    @Operation(
            summary = "Appointments that a change of hours left outside, in order of their start",
            description =
                    "Each until it is moved, called off, kept, over, or within hours again; why it is listed stands in"
                            + " its \"attention\". A doctor sees those assigned to him, an admin all.")
    Page<AppointmentJson> list(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable UUID location,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        UUID after = paging.afterId();
        return paging.page(
                appointments.needingAttention(
                        actor,
                        doctor == null ? null : new DoctorId(doctor),
                        location == null ? null : new LocationId(location),
                        after == null ? null : new AppointmentId(after),
                        paging.fetch()),
                view -> view.id().value(),
                AppointmentJson::of);
    }
}
