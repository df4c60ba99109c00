package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.NotFound;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a failure inside becomes outside, and in the log. */
class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "53300", "57P01", "58030", "55P03", "57014", "40P01"})
    void aDatabaseThatIsAwayFullOrBusyIsAnOutageThatPasses(String state) {
        ApiProblem problem = Failures.problem(
                new UncategorizedSQLException("task", "select secret", new SQLException("secret", state)));

        assertThat(problem.problem().code()).isEqualTo("UNAVAILABLE");
        assertThat(problem.retryAfter()).isNotNull();
        assertThat(problem.problem().toString()).doesNotContain("secret");
    }

    @Test
    void aPoolThatRanDryAndALockThatWasNotHadAreOutagesToo() {
        assertThat(Failures.problem(new CannotCreateTransactionException("no connection"))
                        .problem()
                        .status())
                .isEqualTo(503);
        assertThat(Failures.problem(new CannotAcquireLockException("lock"))
                        .problem()
                        .status())
                .isEqualTo(503);
    }

    @Test
    void aBrokenPromiseSaysNothingOfItsInside() {
        Problem problem = Failures.problem(new IllegalStateException("clinic.Secret of Petra"))
                .problem();

        assertThat(problem.code()).isEqualTo("INTERNAL");
        assertThat(problem.toString()).doesNotContain("Petra").doesNotContain("clinic.Secret");
    }

    @Test
    void whatIsMissingIsNotFound() {
        assertThat(Failures.problem(new NotFound("appointment")).problem().code())
                .isEqualTo("NOT_FOUND");
    }
}
