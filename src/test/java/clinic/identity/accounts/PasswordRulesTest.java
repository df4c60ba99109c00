package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.Invalid.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo clinic sign-in",
                "seven small brown otters",
                "fünfzehn Zeichen",
                "日本語のパスワードは十五文字以上です",
                "!@#$%^&*()_+{}|:?",
                "correct horse battery staples glue",
                "🦦🦦🦊🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧",
                "anna likes the clinic garden"
            })
    void wordsThatOnlyOnePersonPutsTogetherAreTaken(String password) {
        assertThat(judge(password)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fourteen chars", "🦦🦦🦊🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔"})
    void fourteenCharactersAreTooFew(String password) {
        assertThat(judge(password)).isEqualTo("TOO_SHORT");
    }

    @Test
    void twoHundredFiftySixCharactersAreTakenAndNoMore() {
        String long256 = "seven small brown otters ".repeat(11).substring(0, 256);

        assertThat(judge(long256)).isNull();
        assertThat(judge(long256 + "x")).isEqualTo("TOO_LONG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "Password 1234567890",
                "12345678901234567",
                "abcdefghijklmnopq",
                "zyxwvutsrqponmlkj",
                "aaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabc",
                "               ",
                "qwertyuiopasdfghjkl",
                "Correct Horse Battery Staple",
                "this is my password!",
                "clinic clinic 2026!",
                "anna.schmidt1234567",
                "AnnaSchmidt-Clinic-1",
                "2026annaschmidt2026"
            })
    void whatAGuesserTriesFirstIsRefused(String password) {
        assertThat(judge(password)).isEqualTo("COMMON");
    }

    @Test
    void twoWaysToTypeALetterAreTheSamePassword() {
        assertThat(PasswordRules.normalised("cafe\u0301")).isEqualTo(PasswordRules.normalised("caf\u00e9"));
    }

    private static @org.jspecify.annotations.Nullable String judge(String password) {
        return PasswordRules.judge("password", password, List.of("anna.schmidt@mail.example", "Anna Schmidt"))
                .map(Problem::code)
                .orElse(null);
    }
}
