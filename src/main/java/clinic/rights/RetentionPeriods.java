package clinic.rights;

import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.rights.Retention.Kind;
import clinic.shared.Actor;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For how long what is kept, counted on the clinic's calendar. Belongs inside an act. */
@Component
class RetentionPeriods {

    private final JdbcClient jdbc;
    private final Directory directory;

    RetentionPeriods(JdbcClient jdbc, Directory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    Map<Kind, Integer> months() {
        Map<Kind, Integer> months = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            months.put(kind, kind.usual());
        }
        jdbc.sql("select kind, months from retention").query(row -> {
            months.put(Kind.valueOf(row.getString("kind")), row.getInt("months"));
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
