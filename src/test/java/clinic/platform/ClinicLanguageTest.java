package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which language the clinic says it writes in. */
class ClinicLanguageTest {

    @Test
    void aLanguageMayNameItsCountry() {
        assertThat(new ClinicLanguage(" de-ch ").tag()).isEqualTo("de-CH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "de_CH", "English (UK)", "-"})
    void whatIsNoLanguageStopsTheStart(String written) {
        assertThatThrownBy(() -> new ClinicLanguage(written))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("clinic.language");
    }
}
