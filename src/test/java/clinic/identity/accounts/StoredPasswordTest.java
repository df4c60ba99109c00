package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is left of a password once it is stored. */
class StoredPasswordTest {

    private static final String PASSWORD = "seven small brown otters";

    private final PasswordHashing hashing = new PasswordHashing();

    @Test
    void itIsArgon2idWithTheMemoryAndThePassesThatOwaspRecommends() {
        assertThat(hashing.hash(PASSWORD)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void twoWhoChooseTheSameHaveNothingInCommon() {
        assertThat(hashing.hash(PASSWORD)).isNotEqualTo(hashing.hash(PASSWORD));
    }

    @Test
    void aLongOneIsCheckedToItsLastCharacter() {
        String longest = "otters ".repeat(36) + "four";
        String stored = hashing.hash(longest);

        assertThat(longest).hasSize(PasswordRules.LONGEST);
        assertThat(hashing.matches(longest, stored)).isTrue();
        assertThat(hashing.matches(longest.substring(0, 255) + "x", stored)).isFalse();
    }
}
