package clinic.booking.jdbc;

import clinic.availability.ClaimId;
import clinic.availability.VisitKinds;
import clinic.directory.TypeId;
import clinic.platform.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The kinds of appointments, which name their claims by their own ids. */
@Repository
class JdbcVisitKinds implements VisitKinds {

    private final JdbcClient jdbc;

    JdbcVisitKinds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<ClaimId, TypeId> of(Collection<ClaimId> claims) {
        Map<ClaimId, TypeId> kinds = new HashMap<>();
        jdbc.sql("select id, type_id from appointment where id = any(:visits)")
                .param("visits", Sql.ids(claims.stream().map(ClaimId::value).toList()))
                .query(row -> {
                    kinds.put(new ClaimId(Sql.id(row, "id")), new TypeId(Sql.id(row, "type_id")));
                });
        return kinds;
    }
}
