package clinic.rights;

import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Retained;
import clinic.platform.Sql;
import clinic.rights.Retention.Kind;
import clinic.shared.Actor;
import clinic.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records of patients that have become too old: each ends with its key. None goes of which somebody has asked something that
 * is not answered, which is restricted, or which has a visit ahead.
 */
@Configuration(proxyBeanMethods = false)
class OldRecords {

    /** When the last visit ended that took place, or of which nobody has said that it did not. */
    static final String LAST_VISIT = """
            (select max(v.end_at) from appointment v where v.patient_id = p.id
               and (v.status = 'COMPLETED' or v.status in ('APPROVED', 'RESCHEDULED') and v.start_at <= :now))
            """;

    private static final String UNDISTURBED = """
            p.erased_at is null and (p.restricted_at is null or p.restriction_ends_at <= :now)
              and not exists (select from erasure e where e.patient_id = p.id and e.state = 'OPEN')
            """;

    private static final String ERASED_BEFORE = """
            from patient p join data_key k on k.owner_id = p.id and k.destroyed_at is null
              cross join lateral (select coalesce(%s, p.erased_at)) as last (at)
            where p.erased_at is not null and last.at <= :before
            """.formatted(LAST_VISIT);

    private static final String IDLE = """
            from patient p cross join lateral (
              select greatest(p.created_at, (select max(v.end_at) from appointment v where v.patient_id = p.id))) as last (at)
            where %s and last.at <= :before
            """.formatted(UNDISTURBED);

    private static final String UNUSED = """
            from account a join patient p on p.account_id = a.id cross join lateral (select a.created_at) as last (at)
            where a.role = 'PATIENT' and a.verified_at is null and a.closed_at is null and last.at <= :before and %s
              and not exists (select from appointment v where v.patient_id = p.id)
            """.formatted(UNDISTURBED);

    private final JdbcClient jdbc;
    private final Patients patients;
    private final Identity identity;
    private final Vault vault;
    private final Clock clock;

    OldRecords(JdbcClient jdbc, Patients patients, Identity identity, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.patients = patients;
        this.identity = identity;
        this.vault = vault;
        this.clock = clock;
    }

    @Bean
    Retained oldMedicalRecords() {
        return new Records(Kind.MEDICAL_RECORDS, ERASED_BEFORE);
    }

    @Bean
    Retained idleRecords() {
        return new Records(Kind.IDLE_RECORDS, IDLE);
    }

    @Bean
    Retained unusedAccounts() {
        return new Records(Kind.UNUSED_ACCOUNTS, UNUSED);
    }

    private final class Records implements Retained {

        private final Kind kind;
        private final String due;

        Records(Kind kind, String due) {
            this.kind = kind;
            this.due = due;
        }

        @Override
        public String kind() {
            return kind.name();
        }

        @Override
        public Due due(Instant now, Instant before) {
            return jdbc.sql("select count(*) as due, min(last.at) as oldest " + due)
                    .param("now", Sql.at(now))
                    .param("before", Sql.at(before))
                    .query((row, n) -> new Due(row.getInt("due"), Sql.instantOrNull(row, "oldest")))
                    .single();
        }

        @Override
        public int takeAway(Actor system, Instant now, Instant before, int atMost) {
            List<Record> some = jdbc.sql("select p.id, p.account_id " + due
                            + " order by last.at, p.id limit :most for update of p skip locked")
                    .param("now", Sql.at(now))
                    .param("before", Sql.at(before))
                    .param("most", atMost)
                    .query((row, n) -> new Record(Sql.id(row, "id"), Sql.idOrNull(row, "account_id")))
                    .list();
            some.forEach(record -> end(system, record));
            return some.size();
        }
    }

    private record Record(UUID patient, @Nullable UUID account) {}

    private void end(Actor system, Record record) {
        patients.erase(system, new PatientId(record.patient()));
        if (record.account() != null) {
            identity.close(system, new AccountId(record.account()));
        }
        vault.destroy(record.patient());
        jdbc.sql("""
                        update erasure set erased_at = :now where patient_id = :patient and state = 'GRANTED'
                          and erased_at is null
                        """)
                .param("patient", record.patient())
                .param("now", Sql.at(clock.instant()))
                .update();
    }
}
