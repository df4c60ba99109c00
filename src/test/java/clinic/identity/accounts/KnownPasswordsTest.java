package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownPasswordsTest {

    @Test
    void theFilterIsTheOneThatWasBuilt() throws Exception {
        try (InputStream filter = getClass().getResourceAsStream("/identity/known-passwords.bloom")) {
            byte[] bytes = filter.readAllBytes();

            assertThat(bytes).hasSize(2 << 20);
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo("f4198d78122c81806b88f70f3fe722c770b4f7f07592108e7b374275f7173885");
        }
    }

    @Test
    void whatHasLeakedIsKnownHoweverItIsDressedUp() {
        assertThat(List.of(
                        "password",
                        "qwertyuiop",
                        "1q2w3e4r5t6y7u8i",
                        "Liverpool",
                        "i love you",
                        "Pass-Word",
                        "MONKEY123"))
                .allMatch(KnownPasswords::contains);
    }

    @Test
    void ofWhatIsChosenByChanceAlmostNothingIsTakenForIt() {
        Random chance = new Random(20261123);
        long taken = IntStream.range(0, 200_000)
                .mapToObj(n -> Long.toString(chance.nextLong(), 36) + Long.toString(chance.nextLong(), 36))
                .filter(KnownPasswords::contains)
                .count();

        assertThat(taken).isLessThan(100);
    }

    @Test
    void aLongPasswordMadeOfOneThatLeakedIsRefused() {
        assertThat(PasswordRules.judge("password", "liverpool1234567", List.of()))
                .isPresent();
        assertThat(PasswordRules.judge("password", "1qaz2wsx3edc4rfv", List.of()))
                .isPresent();
        assertThat(PasswordRules.judge("password", "seven small brown otters", List.of()))
                .isEmpty();
    }
}
