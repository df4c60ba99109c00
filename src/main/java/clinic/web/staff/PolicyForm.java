package clinic.web.staff;

import clinic.directory.PolicyRule;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the clinic, a type or a doctor sets of the policy, as typed; each field is named as in the contract. */
public record PolicyForm(
        @Nullable String leadTimeMinutes,
        @Nullable String horizonDays,
        @Nullable String cancelCutOffMinutes,
        @Nullable String moveLimit,
        @Nullable String requestExpiryMinutes,
        @Nullable String noShowGraceMinutes,
        @Nullable String maxOpenPerPatient,
        @Nullable String maxPerPatientPerDay,
        @Nullable String maxPerDoctorPerDay,
        @Nullable String travelMinutes,
        @Nullable String reminderDayBefore,
        @Nullable String reminderMinutesBefore) {

    static PolicyForm of(Map<PolicyRule, Integer> said) {
        return new PolicyForm(
                Value.of(said.get(PolicyRule.LEAD_TIME)),
                Value.of(said.get(PolicyRule.HORIZON)),
                Value.of(said.get(PolicyRule.CANCEL_CUT_OFF)),
                Value.of(said.get(PolicyRule.MOVE_LIMIT)),
                Value.of(said.get(PolicyRule.REQUEST_EXPIRY)),
                Value.of(said.get(PolicyRule.NO_SHOW_GRACE)),
                Value.of(said.get(PolicyRule.MAX_OPEN_PER_PATIENT)),
                Value.of(said.get(PolicyRule.MAX_PER_PATIENT_PER_DAY)),
                Value.of(said.get(PolicyRule.MAX_PER_DOCTOR_PER_DAY)),
                Value.of(said.get(PolicyRule.TRAVEL)),
                Value.of(said.get(PolicyRule.REMINDER_DAY_BEFORE)),
                Value.of(said.get(PolicyRule.REMINDER_BEFORE)));
    }

    /** What was typed for a number; empty means as it is set more widely. */
    public @Nullable String typed(PolicyRule rule) {
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

    Map<PolicyRule, Integer> read() {
        var typed = new Typed();
        Map<PolicyRule, Integer> said = new EnumMap<>(PolicyRule.class);
        for (PolicyRule rule : PolicyRule.values()) {
            if (Typed.text(typed(rule)) != null) {
                said.put(rule, typed.number(rule.key(), typed(rule), "the number"));
            }
        }
        typed.check();
        return said;
    }
}
