package clinic.directory.jdbc;

import clinic.directory.Policy;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clinic's one policy. Runs inside an act. */
final class Policies {

    private final JdbcClient jdbc;

    Policies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Policy current() {
        return jdbc.sql("""
                        select lead_time_minutes, horizon_days, cancel_cut_off_minutes, move_limit, no_show_grace_minutes,
                               max_open_per_patient, max_per_patient_per_day
                        from policy
                        """).query(Policies::policy).single();
    }

    Policy change(Policy policy) {
        DirectoryRules.policy(policy);
        jdbc.sql("""
                        update policy
                        set lead_time_minutes = :lead, horizon_days = :horizon, cancel_cut_off_minutes = :cutOff,
                            move_limit = :moves, no_show_grace_minutes = :grace, max_open_per_patient = :open,
                            max_per_patient_per_day = :perDay
                        """)
                .param("lead", Columns.minutes(policy.leadTime()))
                .param("horizon", policy.horizonDays())
                .param("cutOff", Columns.minutes(policy.cancelCutOff()))
                .param("moves", policy.moveLimit())
                .param("grace", Columns.minutes(policy.noShowGrace()))
                .param("open", policy.maxOpenPerPatient())
                .param("perDay", policy.maxPerPatientPerDay())
                .update();
        return current();
    }

    private static Policy policy(ResultSet row, int number) throws SQLException {
        return new Policy(
                Columns.minutes(row, "lead_time_minutes"),
                row.getInt("horizon_days"),
                Columns.minutes(row, "cancel_cut_off_minutes"),
                row.getInt("move_limit"),
                Columns.minutes(row, "no_show_grace_minutes"),
                row.getInt("max_open_per_patient"),
                row.getInt("max_per_patient_per_day"));
    }
}
