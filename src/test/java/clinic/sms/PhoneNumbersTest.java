package clinic.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.platform.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which number it is that somebody wrote, and whether a text message reaches it. */
class PhoneNumbersTest {

    private final PhoneNumbers british = new PhoneNumbers("gb");
    private final PhoneNumbers anywhere = new PhoneNumbers("");

    @ParameterizedTest
    @CsvSource({
        "07400 123456, +447400123456, true",
        "+44 (0)7400 123456, +447400123456, true",
        "00 44 7400 123456, +447400123456, true",
        "tel:+44-7400-123456, +447400123456, true",
        "07700 900123, +447700900123, true",
        "020 7946 0018, +442079460018, false",
        "+1 212 555 0123, +12125550123, true",
        "+49 1512 3456789, +4915123456789, true",
        "+49 30 1234567, +49301234567, false",
        "07400 123456 ext. 5, +447400123456, false"
    })
    void aNumberIsReadAsItsCountryWritesIt(String written, String e164, boolean takesTexts) {
        assertThat(british.read(written)).hasValue(new PhoneNumbers.PhoneNumber(e164, takesTexts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "none", "12", "0", "07400", "ask her sister", "07400 123456 7890 12345", "+999 123456789"})
    void whatIsNoNumberIsNone(String written) {
        assertThat(british.read(written)).isEmpty();
    }

    @Test
    void withoutACountryOnlyANumberWithItsCodeIsUnderstood() {
        assertThat(anywhere.read("+44 7400 123456"))
                .hasValueSatisfying(number -> assertThat(number.e164()).isEqualTo("+447400123456"));
        assertThat(anywhere.read("07400 123456")).isEmpty();
    }

    @Test
    void aCountryThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> new PhoneNumbers("UK")).isInstanceOf(CannotStart.class);
    }

    @Test
    void aNumberShowsItselfNowhere() {
        assertThat(british.read("07400 123456").orElseThrow()).hasToString("PhoneNumber[]");
    }
}
