package clinic.api;

import clinic.directory.Directory;
import clinic.directory.Policy;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The clinic's rules for booking. */
@RestController
@RequestMapping("/api/v1/policy")
@Tag(name = "Schedules")
class BookingPolicyController {

    private final Directory directory;
    private final Writes writes;

    BookingPolicyController(Directory directory, Writes writes) {
        this.directory = directory;
        this.writes = writes;
    }

    record PolicyJson(
            int leadTimeMinutes,
            int horizonDays,
            int cancelCutOffMinutes,
            int moveLimit,
            int noShowGraceMinutes,
            int maxOpenPerPatient,
            int maxPerPatientPerDay) {

        static PolicyJson of(Policy policy) {
            return new PolicyJson(
                    Minutes.of(policy.leadTime()),
                    policy.horizonDays(),
                    Minutes.of(policy.cancelCutOff()),
                    policy.moveLimit(),
                    Minutes.of(policy.noShowGrace()),
                    policy.maxOpenPerPatient(),
                    policy.maxPerPatientPerDay());
        }
    }

    record Wanted(
            @Nullable Given<Integer> leadTimeMinutes,
            @Nullable Given<Integer> horizonDays,
            @Nullable Given<Integer> cancelCutOffMinutes,
            @Nullable Given<Integer> moveLimit,
            @Nullable Given<Integer> noShowGraceMinutes,
            @Nullable Given<Integer> maxOpenPerPatient,
            @Nullable Given<Integer> maxPerPatientPerDay) {

        Policy over(PolicyJson was) {
            return new Policy(
                    Duration.ofMinutes(Given.over(was.leadTimeMinutes(), leadTimeMinutes, "leadTimeMinutes")),
                    Given.over(was.horizonDays(), horizonDays, "horizonDays"),
                    Duration.ofMinutes(
                            Given.over(was.cancelCutOffMinutes(), cancelCutOffMinutes, "cancelCutOffMinutes")),
                    Given.over(was.moveLimit(), moveLimit, "moveLimit"),
                    Duration.ofMinutes(Given.over(was.noShowGraceMinutes(), noShowGraceMinutes, "noShowGraceMinutes")),
                    Given.over(was.maxOpenPerPatient(), maxOpenPerPatient, "maxOpenPerPatient"),
                    Given.over(was.maxPerPatientPerDay(), maxPerPatientPerDay, "maxPerPatientPerDay"));
        }
    }

    @GetMapping
    @Operation(summary = "The clinic's policy")
    PolicyJson policy(Actor actor) {
        return PolicyJson.of(directory.policy(actor));
    }

    @PutMapping
    @Operation(
            summary = "Change the clinic's policy",
            description = "What is left out stays as it is. Appointments that stand are not judged again.")
    ResponseEntity<PolicyJson> change(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid Wanted body) {
        return writes.change(
                actor,
                dryRun,
                () -> PolicyJson.of(directory.changePolicy(actor, body.over(PolicyJson.of(directory.policy(actor))))));
    }
}
