package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Invalid;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of lists, and entity tags. */
class PagingTest {

    @Test
    void thePageAfterBeginsWhereThePageBeforeEnded() {
        List<UUID> all = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

        Page<String> first = Paging.of(2, null).page(all, id -> id, UUID::toString);
        Paging second = Paging.of(2, first.next());

        assertThat(first.items())
                .containsExactly(all.get(0).toString(), all.get(1).toString());
        assertThat(second.afterId()).isEqualTo(all.get(1));
        assertThat(second.page(all.subList(2, 3), id -> id, UUID::toString).next())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE})
    void aPageOfAnotherSizeIsRefused(int limit) {
        assertThatThrownBy(() -> Paging.of(limit, null)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "bm90IGFuIGlk", "0193a1d2-7c00-7000-8000-5c0f6a1e9b42"})
    void aCursorFromElsewhereIsRefused(String cursor) {
        assertThatThrownBy(() -> {
                    UUID after = Paging.of(10, cursor).afterId();
                    throw new AssertionError("It was read as " + after);
                })
                .isInstanceOf(Invalid.class);
    }

    @Test
    void anEntityTagComesBackAsItsVersion() {
        assertThat(Etag.versions(Etag.of(12))).containsExactly(12);
        assertThat(Etag.versions("*")).isNull();
        assertThat(Etag.versions(null)).isNull();
    }

    @Test
    void aTagThatIsWeakOrNotOursIsNoVersion() {
        assertThat(Etag.versions("\"abc\", W/\"3\"")).isEmpty();
        assertThat(Etag.versions("\"1\" ,\"2\"")).containsExactlyInAnyOrder(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "\"3", "\"1\", 2", "\"1\",", ""})
    void whatIsNoTagIsRefused(String header) {
        assertThatThrownBy(() -> {
                    Set<Integer> version = Etag.versions(header);
                    throw new AssertionError("It was read as " + version);
                })
                .isInstanceOf(Invalid.class);
    }
}
