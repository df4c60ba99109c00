package clinic.api;

import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rules for booking: the clinic's, and what types and doctors set otherwise. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Schedules")
class BookingPolicyController {

    private static final String CHANGE =
            "What is left out stays as it is. Appointments that stand are not judged again.";
    private static final String LAYER = CHANGE + " An explicit null falls back to what is set more widely.";

    private final Directory directory;
    private final Writes writes;

    BookingPolicyController(Directory directory, Writes writes) {
        this.directory = directory;
        this.writes = writes;
    }

    /** What one scope sets; for the clinic every number, for a type or a doctor only those that differ. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyJson(
            @Nullable Integer leadTimeMinutes,
            @Nullable Integer horizonDays,
            @Nullable Integer cancelCutOffMinutes,
            @Nullable Integer moveLimit,
            @Nullable Integer requestExpiryMinutes,
            @Nullable Integer noShowGraceMinutes,
            @Nullable Integer maxOpenPerPatient,
            @Nullable Integer maxPerPatientPerDay,
            @Nullable Integer maxPerDoctorPerDay,
            @Nullable Integer travelMinutes,
            @Nullable Integer reminderDayBefore,
            @Nullable Integer reminderMinutesBefore) {

        static PolicyJson of(Map<PolicyRule, Integer> said) {
            return new PolicyJson(
                    said.get(PolicyRule.LEAD_TIME),
                    said.get(PolicyRule.HORIZON),
                    said.get(PolicyRule.CANCEL_CUT_OFF),
                    said.get(PolicyRule.MOVE_LIMIT),
                    said.get(PolicyRule.REQUEST_EXPIRY),
                    said.get(PolicyRule.NO_SHOW_GRACE),
                    said.get(PolicyRule.MAX_OPEN_PER_PATIENT),
                    said.get(PolicyRule.MAX_PER_PATIENT_PER_DAY),
                    said.get(PolicyRule.MAX_PER_DOCTOR_PER_DAY),
                    said.get(PolicyRule.TRAVEL),
                    said.get(PolicyRule.REMINDER_DAY_BEFORE),
                    said.get(PolicyRule.REMINDER_BEFORE));
        }
    }

    record Wanted(
            @Nullable Given<Integer> leadTimeMinutes,
            @Nullable Given<Integer> horizonDays,
            @Nullable Given<Integer> cancelCutOffMinutes,
            @Nullable Given<Integer> moveLimit,
            @Nullable Given<Integer> requestExpiryMinutes,
            @Nullable Given<Integer> noShowGraceMinutes,
            @Nullable Given<Integer> maxOpenPerPatient,
            @Nullable Given<Integer> maxPerPatientPerDay,
            @Nullable Given<Integer> maxPerDoctorPerDay,
            @Nullable Given<Integer> travelMinutes,
            @Nullable Given<Integer> reminderDayBefore,
            @Nullable Given<Integer> reminderMinutesBefore) {

        Map<PolicyRule, Integer> over(Map<PolicyRule, Integer> was) {
            Map<PolicyRule, Integer> wanted = new EnumMap<>(PolicyRule.class);
            for (PolicyRule rule : PolicyRule.values()) {
                Integer value = Given.over(was.get(rule), given(rule));
                if (value != null) {
                    wanted.put(rule, value);
                }
            }
            return wanted;
        }

        private @Nullable Given<Integer> given(PolicyRule rule) {
            return switch (rule) {
                case LEAD_TIME -> leadTimeMinutes;
                case HORIZON -> horizonDays;
                case CANCEL_CUT_OFF -> cancelCutOffMinutes;
                case MOVE_LIMIT -> moveLimit;
                case REQUEST_EXPIRY -> requestExpiryMinutes;
                case NO_SHOW_GRACE -> noShowGraceMinutes;
                case MAX_OPEN_PER_PATIENT -> maxOpenPerPatient;
                case MAX_PER_PATIENT_PER_DAY -> maxPerPatientPerDay;
                case MAX_PER_DOCTOR_PER_DAY -> maxPerDoctorPerDay;
                case TRAVEL -> travelMinutes;
                case REMINDER_DAY_BEFORE -> reminderDayBefore;
                case REMINDER_BEFORE -> reminderMinutesBefore;
            };
        }
    }

    /**
     * A number that holds, and where it is set.
     *
     * @param rule its name in the policy
     */
    record Setting(String rule, int value, Policy.Source source) {}

    @GetMapping("/policy")
    @Operation(summary = "The clinic's policy")
    PolicyJson policy(Actor actor) {
        return said(actor, PolicyScope.CLINIC);
    }

    @PutMapping("/policy")
    @Operation(summary = "Change the clinic's policy", description = CHANGE)
    ResponseEntity<PolicyJson> change(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid Wanted body) {
        return change(actor, dryRun, PolicyScope.CLINIC, body);
    }

    @GetMapping("/policy/resolved")
    @Operation(
            summary = "The policy that holds",
            description =
                    "Each number and where it is set: a doctor's goes before a type's, a type's before the clinic's.")
    Page<Setting> resolved(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable UUID doctor) {
        TypeId ofType =
                type == null ? null : directory.type(actor, new TypeId(type)).id();
        DoctorId ofDoctor = doctor == null
                ? null
                : directory.doctor(actor, new DoctorId(doctor)).id();
        Policy policy = directory.policies(actor).of(ofType, ofDoctor);
        return Page.whole(Arrays.stream(PolicyRule.values())
                .map(rule -> new Setting(
                        rule.key(),
                        policy.setting(rule).value(),
                        policy.setting(rule).source()))
                .toList());
    }

    @GetMapping("/appointment-types/{id}/policy")
    @Operation(summary = "What a type sets otherwise than the clinic")
    PolicyJson ofType(Actor actor, @PathVariable UUID id) {
        return said(actor, PolicyScope.of(directory.type(actor, new TypeId(id)).id()));
    }

    @PutMapping("/appointment-types/{id}/policy")
    @Operation(summary = "Change what a type sets", description = LAYER)
    ResponseEntity<PolicyJson> changeOfType(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid Wanted body) {
        return change(actor, dryRun, PolicyScope.of(new TypeId(id)), body);
    }

    @GetMapping("/doctors/{id}/policy")
    @Operation(summary = "What is set for a doctor otherwise than for the clinic and its types")
    PolicyJson ofDoctor(Actor actor, @PathVariable UUID id) {
        return said(
                actor, PolicyScope.of(directory.doctor(actor, new DoctorId(id)).id()));
    }

    @PutMapping("/doctors/{id}/policy")
    @Operation(summary = "Change what is set for a doctor", description = LAYER)
    ResponseEntity<PolicyJson> changeOfDoctor(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid Wanted body) {
        return change(actor, dryRun, PolicyScope.of(new DoctorId(id)), body);
    }

    private PolicyJson said(Actor actor, PolicyScope scope) {
        return PolicyJson.of(directory.policies(actor).at(scope));
    }

    private ResponseEntity<PolicyJson> change(Actor actor, @Nullable String dryRun, PolicyScope scope, Wanted body) {
        return writes.change(
                actor,
                dryRun,
                () -> PolicyJson.of(directory
                        .changePolicy(
                                actor,
                                scope,
                                body.over(directory.policies(actor).at(scope)))
                        .at(scope)));
    }
}
