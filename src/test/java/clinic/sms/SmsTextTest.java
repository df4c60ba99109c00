package clinic.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.sms.SmsText.Alphabet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a text is cut into what the network carries, against the tables of 3GPP TS 23.038 and 23.040. */
class SmsTextTest {

    @ParameterizedTest
    @CsvSource({
        "a, 0, GSM_7_BIT, 1",
        "a, 1, GSM_7_BIT, 1",
        "a, 160, GSM_7_BIT, 1",
        "a, 161, GSM_7_BIT, 2",
        "a, 306, GSM_7_BIT, 2",
        "a, 307, GSM_7_BIT, 3",
        "€, 80, GSM_7_BIT, 1",
        "€, 81, GSM_7_BIT, 2",
        "ç, 70, UCS_2, 1",
        "ç, 71, UCS_2, 2",
        "ç, 134, UCS_2, 2",
        "ç, 135, UCS_2, 3",
        "😀, 35, UCS_2, 1",
        "😀, 36, UCS_2, 2",
        "😀, 66, UCS_2, 2",
        "😀, 67, UCS_2, 3"
    })
    void aTextHasAsManySegmentsAsTheNetworkNeeds(String character, int times, Alphabet alphabet, int segments) {
        SmsText text = SmsText.of(character.repeat(times));

        assertThat(text.alphabet()).isEqualTo(alphabet);
        assertThat(text.segments()).hasSize(segments);
        assertThat(String.join("", text.segments())).isEqualTo(character.repeat(times));
    }

    @Test
    void anEscapeIsNotCutFromItsCharacter() {
        List<String> segments =
                SmsText.of("a".repeat(152) + "€" + "b".repeat(20)).segments();

        assertThat(segments).containsExactly("a".repeat(152), "€" + "b".repeat(20));
    }

    @Test
    void aSurrogateIsNotCutFromTheOther() {
        List<String> segments =
                SmsText.of("ç".repeat(66) + "😀" + "ç".repeat(20)).segments();

        assertThat(segments).containsExactly("ç".repeat(66), "😀" + "ç".repeat(20));
    }

    @Test
    void aTextThatNoNetworkCarriesIsRefused() {
        assertThatThrownBy(() -> SmsText.of("a".repeat(255 * 153 + 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "@, 00",
        "£, 01",
        "ù, 06",
        "Ç, 09",
        "å, 0f",
        "Δ, 10",
        "_, 11",
        "Ξ, 1a",
        "Æ, 1c",
        "É, 1f",
        "!, 21",
        "¤, 24",
        "0, 30",
        "?, 3f",
        "¡, 40",
        "A, 41",
        "Z, 5a",
        "Ä, 5b",
        "§, 5f",
        "¿, 60",
        "a, 61",
        "z, 7a",
        "ä, 7b",
        "à, 7f",
        "€, 1b65",
        "^, 1b14",
        "{, 1b28",
        "}, 1b29",
        "\\, 1b2f",
        "[, 1b3c",
        "~, 1b3d",
        "], 1b3e",
        "|, 1b40"
    })
    void aCharacterHasItsPlaceInTheTable(String character, String code) {
        assertThat(HexFormat.of().formatHex(GsmAlphabet.encode(character))).isEqualTo(code);
    }

    @Test
    void whatLooksLikeItIsNotInTheTable() {
        assertThat(List.of("’", "“", "–", "…", "ç", "À", "`", "\t", "\u001B", "\uFFFF", "\u00A0"))
                .noneMatch(GsmAlphabet::has);
        assertThat(GsmAlphabet.encode(" \n\r\f")).containsExactly(0x20, 0x0A, 0x0D, 0x1B, 0x0A);
    }
}
