package clinic.identity;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity.PasswordOutcome;
import clinic.identity.Identity.SignInOutcome;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Throttled;
import clinic.identity.Identity.WrongCredentials;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Somebody guesses at a password, or whether there is an account at all. */
@ClinicTest
@TestPropertySource(properties = "clinic.test.quick-hashing=false")
class GuessingTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final int TRIES = 200;

    @Autowired
    Identity identity;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private final String email = "guessed-" + UUID.randomUUID() + "@people.example";

    @BeforeEach
    void anAccount() {
        identity.enrol(Actor.system(UUID.randomUUID()), email, "Gus Guessed", Role.PATIENT, null, PASSWORD);
    }

    @Test
    void aHundredWrongPasswordsAreSlowedDownAndTheOwnerIsNotShutOut() {
        List<SignInOutcome> guesses = IntStream.range(0, 100)
                .mapToObj(n -> identity.signIn(email, "wrong password " + n, "192.0.2.7"))
                .toList();

        assertThat(guesses).filteredOn(WrongCredentials.class::isInstance).hasSize(10);
        assertThat(guesses).filteredOn(Throttled.class::isInstance).hasSize(90);
        assertThat(identity.signIn(email, PASSWORD, "198.51.100.9"))
                .as("the owner, elsewhere")
                .isInstanceOf(SignedIn.class);
        clock.advance(Duration.ofSeconds(30));
        assertThat(identity.signIn(email, PASSWORD, "192.0.2.7"))
                .as("the owner, from the guesser's network")
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void guessingAtTheOldPasswordInABrowserLeftOpenIsSlowedDownTheSame() {
        Account account = ((SignedIn) identity.signIn(email, PASSWORD, "192.0.2.7")).account();

        List<PasswordOutcome> guesses = IntStream.range(0, 20)
                .mapToObj(n ->
                        identity.changePassword(account, "wrong password " + n, "nine large green herons", "192.0.2.7"))
                .toList();

        assertThat(guesses).filteredOn(WrongCredentials.class::isInstance).hasSize(10);
        assertThat(guesses).filteredOn(Throttled.class::isInstance).hasSize(10);
    }

    /**
     * Known and unknown addresses in turn, so that whatever else the machine does slows both. The difference of the means,
     * measured in its own standard error, is chance: beyond four it would be so once in fifteen thousand times.
     */
    @Test
    void howLongTheAnswerTakesDoesNotTellWhetherTheAddressIsKnown() {
        double[] known = new double[TRIES];
        double[] unknown = new double[TRIES];
        for (int n = -10; n < TRIES; n++) {
            double first = millis(email);
            double second = millis("nobody-" + n + email);
            if (n >= 0) {
                known[n] = first;
                unknown[n] = second;
            }
            database.behindTheWalls().sql("delete from throttle").update();
        }

        double error = Math.sqrt(variance(known) / TRIES + variance(unknown) / TRIES);
        assertThat(Math.abs(mean(known) - mean(unknown)) / error).isLessThan(4);
    }

    private double millis(String address) {
        long began = System.nanoTime();
        assertThat(identity.signIn(address, "not the password", "192.0.2.8")).isInstanceOf(WrongCredentials.class);
        return (System.nanoTime() - began) / 1e6;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
