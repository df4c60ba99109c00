package clinic.directory;

import clinic.directory.Policy.Setting;
import clinic.directory.Policy.Source;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is said of the policy, in layers: what the clinic says holds, unless the type says otherwise, unless the doctor
 * does.
 *
 * @param said numbers by scope; the clinic's are complete
 */
public record Policies(Map<PolicyScope, Map<PolicyRule, Integer>> said) {

    public Policies {
        said = Map.copyOf(said);
        if (!said(said, PolicyScope.CLINIC).keySet().containsAll(EnumSet.allOf(PolicyRule.class))) {
            throw new IllegalArgumentException("The clinic says every number");
        }
    }

    /** The clinic's own, for the same numbers everywhere. */
    public static Policies of(Map<PolicyRule, Integer> clinic) {
        return new Policies(Map.of(PolicyScope.CLINIC, clinic));
    }

    /** What is set for this very scope, nothing wider. */
    public Map<PolicyRule, Integer> at(PolicyScope scope) {
        return said(said, scope);
    }

    /** What holds for visits of this type with this doctor, and where each number is set. */
    public Policy of(@Nullable TypeId type, @Nullable DoctorId doctor) {
        Map<PolicyRule, Setting> settings = new EnumMap<>(PolicyRule.class);
        at(PolicyScope.CLINIC).forEach((rule, value) -> settings.put(rule, new Setting(value, Source.CLINIC)));
        if (type != null) {
            at(PolicyScope.of(type)).forEach((rule, value) -> settings.put(rule, new Setting(value, Source.TYPE)));
        }
        if (doctor != null) {
            at(PolicyScope.of(doctor)).forEach((rule, value) -> settings.put(rule, new Setting(value, Source.DOCTOR)));
        }
        return new Policy(settings);
    }

    private static Map<PolicyRule, Integer> said(Map<PolicyScope, Map<PolicyRule, Integer>> said, PolicyScope scope) {
        return said.getOrDefault(scope, Map.of());
    }
}
