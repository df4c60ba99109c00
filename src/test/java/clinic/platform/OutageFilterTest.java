package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OutageFilterTest {

    private static final RuntimeException AWAY =
            new CannotGetJdbcConnectionException("away", new SQLTransientConnectionException("no connection in time"));

    private final OutageFilter filter = new OutageFilter();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void withTheDatabaseAwayAPageSaysSoInWords() throws Exception {
        filter.doFilter(new MockHttpServletRequest("GET", "/"), response, (request, answer) -> {
            throw AWAY;
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).startsWith("text/html");
        assertThat(response.getContentAsString()).contains("Back in a moment").doesNotContain("connection");
    }

    @Test
    void aMistakeOfOursIsNotCalledAnOutage() {
        assertThatThrownBy(
                        () -> filter.doFilter(new MockHttpServletRequest("GET", "/"), response, (request, answer) -> {
                            throw new IllegalStateException("a broken promise");
                        }))
                .isInstanceOf(IllegalStateException.class);
    }
}
