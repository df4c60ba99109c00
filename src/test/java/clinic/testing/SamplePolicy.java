package clinic.testing;

import clinic.directory.Policies;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import java.util.EnumMap;
import java.util.Map;

/** A clinic's policy as it comes, with what a test says otherwise. */
public final class SamplePolicy {

    private SamplePolicy() {}

    /** Every number, for {@code changePolicy}. */
    public static Map<PolicyRule, Integer> with(Map<PolicyRule, Integer> otherwise) {
        Map<PolicyRule, Integer> all = new EnumMap<>(Map.ofEntries(
                Map.entry(PolicyRule.LEAD_TIME, 60),
                Map.entry(PolicyRule.HORIZON, 90),
                Map.entry(PolicyRule.CANCEL_CUT_OFF, 1440),
                Map.entry(PolicyRule.MOVE_LIMIT, 3),
                Map.entry(PolicyRule.REQUEST_EXPIRY, 4320),
                Map.entry(PolicyRule.NO_SHOW_GRACE, 15),
                Map.entry(PolicyRule.MAX_OPEN_PER_PATIENT, 10),
                Map.entry(PolicyRule.MAX_PER_PATIENT_PER_DAY, 3),
                Map.entry(PolicyRule.MAX_PER_DOCTOR_PER_DAY, 100),
                Map.entry(PolicyRule.TRAVEL, 0),
                Map.entry(PolicyRule.REMINDER_DAY_BEFORE, 1),
                Map.entry(PolicyRule.REMINDER_BEFORE, 120)));
        all.putAll(otherwise);
        return all;
    }

    public static Policy policy(Map<PolicyRule, Integer> otherwise) {
        return Policies.of(with(otherwise)).of(null, null);
    }
}
