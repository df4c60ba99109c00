package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How lists of values cross into SQL. */
class SqlTest {

    private final JdbcClient jdbc = TestDatabase.fresh().jdbc();

    @Test
    void aListOfIdsArrivesAsAnArrayAndNotAsATextToBeReadForEveryRow() {
        UUID id = UUID.randomUUID();

        assertThat(typeOf(Sql.ids(List.of(id)))).isEqualTo("uuid[]");
        assertThat(typeOf(Sql.texts(List.of("MONDAY")))).isEqualTo("text[]");
    }

    @Test
    void aListWithoutAnythingFindsNothing() {
        assertThat(found(UUID.randomUUID(), List.of())).isFalse();
    }

    @Test
    void whatIsInTheListIsFound() {
        UUID id = UUID.randomUUID();

        assertThat(found(id, List.of(UUID.randomUUID(), id))).isTrue();
    }

    private String typeOf(Object parameter) {
        return jdbc.sql("select pg_typeof(:given)::text")
                .param("given", parameter)
                .query(String.class)
                .single();
    }

    private boolean found(UUID id, List<UUID> ids) {
        return jdbc.sql("select :id = any(:ids)")
                .param("id", id)
                .param("ids", Sql.ids(ids))
                .query(Boolean.class)
                .single();
    }
}
