package clinic.api;

import clinic.audit.AccessLog;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has seen the caller's data. */
@RestController
@Tag(name = "Me")
class AccessLogController {

    private final AccessLog log;
    private final Directory directory;

    AccessLogController(AccessLog log, Directory directory) {
        this.log = log;
        this.directory = directory;
    }

    /** That one of the staff opened a record; the instant in UTC. */
    record Access(UUID id, Instant at, Reader by, Opened record, AccessLog.Why why) {}

    /** Who opened it. @param name and doctorId only of a doctor */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reader(
            Actor.Role role,
            @Nullable UUID doctorId,
            @Nullable String name) {}

    /** What was opened. @param kind PATIENT or APPOINTMENT */
    record Opened(String kind, UUID id) {}

    @GetMapping("/api/v1/me/access-log")
    @Operation(
            summary = "Who has opened my record and my appointments, newest first",
            description = "Lists that staff look at are not written down, only what they open by itself.")
    Page<Access> mine(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        List<AccessLog.Access> found =
                log.of(actor, PatientId.concerned(actor, null).value(), paging.fetch(), paging.afterId());
        Map<DoctorId, Doctor> doctors = directory
                .doctors(
                        actor,
                        found.stream()
                                .map(AccessLog.Access::doctor)
                                .filter(Objects::nonNull)
                                .distinct()
                                .map(DoctorId::new)
                                .toList())
                .stream()
                .collect(Collectors.toMap(Doctor::id, Function.identity()));
        return paging.page(found, AccessLog.Access::id, access -> access(access, doctors));
    }

    private static Access access(AccessLog.Access access, Map<DoctorId, Doctor> doctors) {
        @Nullable Doctor doctor = access.doctor() == null ? null : doctors.get(new DoctorId(access.doctor()));
        return new Access(
                access.id(),
                access.at(),
                new Reader(access.role(), access.doctor(), doctor == null ? null : doctor.name()),
                access.appointment() == null
                        ? new Opened("PATIENT", access.patient())
                        : new Opened("APPOINTMENT", access.appointment()),
                access.why());
    }
}
