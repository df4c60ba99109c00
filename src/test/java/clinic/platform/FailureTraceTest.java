package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

/** What the log keeps of a failure. */
class FailureTraceTest {

    @Test
    void theLogSaysWhereItFailedButQuotesNoRow() {
        String trace = FailureTrace.of(new IllegalStateException(
                "A promise broke",
                new UncategorizedSQLException(
                        "task", "insert", new SQLException("Key (email)=(petra@mail.example) exists", "23505"))));

        assertThat(trace)
                .contains("A promise broke")
                .contains("SQL state 23505")
                .contains("FailureTraceTest")
                .doesNotContain("petra");
    }
}
