package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import clinic.availability.NotBookable;
import clinic.availability.Slot;
import clinic.booking.BookingOutcome;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a booking or a step is refused has the code that the contract names. */
class OutcomesTest {

    @ParameterizedTest
    @EnumSource(value = NotBookable.class, names = "PATIENT_BLOCKED", mode = EnumSource.Mode.EXCLUDE)
    void aTimeThatCannotBeHadIsAConflictOfThatNameWithOtherTimes(NotBookable reason) {
        Slot other = new Slot(
                new DoctorId(UUID.randomUUID()),
                new LocationId(UUID.randomUUID()),
                new TypeId(UUID.randomUUID()),
                TimeRange.starting(Instant.parse("2026-12-01T08:00:00Z"), Duration.ofMinutes(30)),
                ZoneId.of("Europe/Berlin"),
                true);

        Problem problem = problem(new BookingOutcome.TimeRefused(reason, List.of(other)));

        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.code()).isEqualTo(reason.name());
        assertThat(problem.alternatives()).singleElement().satisfies(slot -> {
            assertThat(slot.start()).hasToString("2026-12-01T09:00+01:00");
            assertThat(slot.zone()).isEqualTo("Europe/Berlin");
        });
    }

    @ParameterizedTest
    @MethodSource
    void anyOtherRefusalHasItsStatusAndCode(BookingOutcome.Refused refused, int status, String code) {
        Problem problem = problem(refused);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.detail()).isNotBlank();
    }

    static Stream<Arguments> anyOtherRefusalHasItsStatusAndCode() {
        return Stream.of(
                Arguments.of(new BookingOutcome.TooLate(), 409, "TOO_LATE"),
                Arguments.of(new BookingOutcome.MoveLimitReached(), 409, "LIMIT_REACHED"),
                Arguments.of(new BookingOutcome.NotBegun(), 409, "NOT_BEGUN"),
                Arguments.of(new BookingOutcome.HoldExpired(List.of()), 409, "HOLD_EXPIRED"),
                Arguments.of(new BookingOutcome.Expired(), 409, "EXPIRED"),
                Arguments.of(new BookingOutcome.ReasonRequired(), 409, "REASON_REQUIRED"),
                Arguments.of(new BookingOutcome.Stale(7), 412, "STALE"),
                Arguments.of(new BookingOutcome.NothingToKeep(), 409, "NOTHING_TO_KEEP"),
                Arguments.of(new BookingOutcome.KeyReused(), 409, "IDEMPOTENCY_KEY_REUSED"),
                Arguments.of(new BookingOutcome.PatientBlocked(), 403, "FORBIDDEN"));
    }

    @Test
    void aStepThatIsNotInTheTableNamesBothStates() {
        Problem problem = problem(new BookingOutcome.IllegalTransition(Status.CANCELLED, Step.APPROVE));

        assertThat(problem.code()).isEqualTo("ILLEGAL_TRANSITION");
        assertThat(problem.from()).isEqualTo("CANCELLED");
        assertThat(problem.to()).isEqualTo("APPROVED");
    }

    private static Problem problem(BookingOutcome outcome) {
        return catchThrowableOfType(ApiProblem.class, () -> Outcomes.done(outcome, Status.APPROVED))
                .problem();
    }
}
