package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @Test
    void twoSpellingsOfOneAddressAreOneAccount() {
        assertThat(EmailAddress.parse("email", "  Ren\u00e9@Mail.Example ").key())
                .isEqualTo(
                        EmailAddress.parse("email", "rene\u0301@mail.example").key());
        assertThat(EmailAddress.parse("email", " Robin@Mail.Example ").shown()).isEqualTo("Robin@Mail.Example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example", "first.last+tag@sub.mail.example", "o'hara@mail.example", "用户@例子.example"})
    void anAddressThatCanGetMailIsTaken(String address) {
        assertThat(EmailAddress.parse("email", address).shown()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nobody",
                "@mail.example",
                "a@",
                "a@localhost",
                "a@mail..example",
                "a@-mail.example",
                "a b@mail.example",
                "a@mail.example\r\nBcc: b@mail.example",
                "a@b@mail.example",
                "<a@mail.example>"
            })
    void anythingElseIsRefused(String address) {
        assertThatThrownBy(() -> EmailAddress.parse("email", address)).isInstanceOf(Invalid.class);
    }

    @Test
    void anAddressHasAtMost254Characters() {
        assertThatThrownBy(() -> EmailAddress.parse("email", "a@" + "b".repeat(250) + ".example"))
                .isInstanceOf(Invalid.class);
    }
}
