package clinic.rights;

import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.rights.Retention.Kind;
import clinic.shared.Actor;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For how long what is kept, counted on the clinic's calendar. Belongs inside an act. */
@Component
class RetentionPeriods {

    private static final Set<Kind> MEDICAL = EnumSet.of(Kind.MEDICAL_RECORDS, Kind.IDLE_RECORDS);

    private final JdbcClient jdbc;
    private final Directory directory;
    private final int leastMedical;

    RetentionPeriods(
            JdbcClient jdbc,
            Directory directory,
            @Value("${clinic.retention.least-medical-months:120}") int leastMedical) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.leastMedical = leastMedical;
        if (leastMedical < Kind.MEDICAL_RECORDS.least() || leastMedical > Kind.MEDICAL_RECORDS.most()) {
            throw new IllegalArgumentException("clinic.retention.least-medical-months is from "
                    + Kind.MEDICAL_RECORDS.least() + " to " + Kind.MEDICAL_RECORDS.most());
        }
    }

    /** What the law leaves to choose. */
    int least(Kind kind) {
        return MEDICAL.contains(kind) ? leastMedical : kind.least();
    }

    Map<Kind, Integer> months() {
        Map<Kind, Integer> months = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            months.put(kind, Math.max(kind.usual(), least(kind)));
        }
        jdbc.sql("select kind, months from retention").query(row -> {
            Kind kind = Kind.valueOf(row.getString("kind"));
            months.put(kind, Math.max(row.getInt("months"), least(kind)));
        });
        months.merge(Kind.IDLE_RECORDS, months.get(Kind.MEDICAL_RECORDS), Math::max);
        return months;
    }

    void change(Map<Kind, Integer> months) {
        months.forEach((kind, value) ->
                jdbc.sql("""
                        insert into retention (kind, months) values (:kind, :months)
                        on conflict (kind) do update set months = excluded.months where retention.months <> excluded.months
                        """).param("kind", kind.name()).param("months", value).update());
    }

    /** Of the clinic's first place; UTC before there is one. */
    ZoneId zone(Actor actor) {
        return directory.locations(actor).stream()
                .findFirst()
                .map(Location::zone)
                .orElse(ZoneId.of("UTC"));
    }

    /** What is from before this moment is older than so many months. */
    static Instant before(Instant now, int months, ZoneId zone) {
        return now.atZone(zone).minusMonths(months).toInstant();
    }

    /** Until when something of this moment is kept. */
    static Instant until(Instant from, int months, ZoneId zone) {
        return from.atZone(zone).plusMonths(months).toInstant();
    }
}
