package clinic.directory.jdbc;

import clinic.directory.DoctorId;
import clinic.directory.Policies;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.directory.TypeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers of the policy, one row for each that is set. Runs inside an act. */
final class PolicySettings {

    private final JdbcClient jdbc;

    PolicySettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Policies all() {
        Map<PolicyScope, Map<PolicyRule, Integer>> said = new HashMap<>();
        jdbc.sql("select type_id, doctor_id, rule, value from policy_setting").query(row -> {
            PolicyRule rule = PolicyRule.of(row.getString("rule")).orElseThrow();
            said.computeIfAbsent(scope(row), scope -> new EnumMap<>(PolicyRule.class))
                    .put(rule, row.getInt("value"));
        });
        return new Policies(said);
    }

    /** Rows that stay as they are are not touched, so that the audit trail names only what changed. */
    Policies change(PolicyScope scope, Map<PolicyRule, Integer> wanted) {
        DirectoryRules.policy(scope, wanted);
        Map<PolicyRule, Integer> was = all().at(scope);
        for (PolicyRule rule : PolicyRule.values()) {
            Integer value = wanted.get(rule);
            if (value == null) {
                set("""
                        delete from policy_setting where type_id is not distinct from :type
                          and doctor_id is not distinct from :doctor and rule = :rule
                        """, scope, rule, null);
            } else if (!value.equals(was.get(rule))) {
                set("""
                        insert into policy_setting (type_id, doctor_id, rule, value) values (:type, :doctor, :rule, :value)
                        on conflict (type_id, doctor_id, rule) do update set value = excluded.value
                        """, scope, rule, value);
            }
        }
        return all();
    }

    private void set(String sql, PolicyScope scope, PolicyRule rule, @Nullable Integer value) {
        var statement = jdbc.sql(sql)
                .param("type", scope.type() == null ? null : scope.type().value(), java.sql.Types.OTHER)
                .param("doctor", scope.doctor() == null ? null : scope.doctor().value(), java.sql.Types.OTHER)
                .param("rule", rule.key());
        (value == null ? statement : statement.param("value", value)).update();
    }

    private static PolicyScope scope(ResultSet row) throws SQLException {
        return new PolicyScope(
                Optional.ofNullable(row.getObject("type_id", UUID.class))
                        .map(TypeId::new)
                        .orElse(null),
                Optional.ofNullable(row.getObject("doctor_id", UUID.class))
                        .map(DoctorId::new)
                        .orElse(null));
    }
}
