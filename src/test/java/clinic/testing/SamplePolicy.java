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
        Map<PolicyRule, Integer> all = new EnumMap<>(Map.of(
                PolicyRule.LEAD_TIME, 60,
                PolicyRule.HORIZON, 90,
                PolicyRule.CANCEL_CUT_OFF, 1440,
                PolicyRule.MOVE_LIMIT, 3,
                PolicyRule.REQUEST_EXPIRY, 4320,
                PolicyRule.NO_SHOW_GRACE, 15,
                PolicyRule.MAX_OPEN_PER_PATIENT, 10,
                PolicyRule.MAX_PER_PATIENT_PER_DAY, 3,
                PolicyRule.MAX_PER_DOCTOR_PER_DAY, 100,
                PolicyRule.TRAVEL, 0));
        all.putAll(otherwise);
        return all;
    }

    public static Policy policy(Map<PolicyRule, Integer> otherwise) {
        return Policies.of(with(otherwise)).of(null, null);
    }
}
