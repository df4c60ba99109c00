package clinic.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.platform.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo clinic, whose passwords everybody knows, does not open to a network by mistake. */
class StaysHereTest {

    @ParameterizedTest
    @CsvSource({"'',''", "localhost,''", "127.0.0.1,''", "::1,http://localhost:8080", "'',https://127.0.0.1:8443/"})
    void whereOnlyThisMachineComesItOpens(String listens, String reached) {
        assertThatCode(() -> new StaysHere(listens, reached, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,''", "::,''", "192.0.2.7,''", "clinic.example,''", "127.0.0.1,https://clinic.example"})
    void whereOthersCouldComeItDoesNotStart(String listens, String reached) {
        assertThatThrownBy(() -> new StaysHere(listens, reached, false)).isInstanceOf(CannotStart.class);
    }

    @Test
    void whoSaysSoShowsItToOthers() {
        assertThatCode(() -> new StaysHere("0.0.0.0", "https://demo.example", true))
                .doesNotThrowAnyException();
    }
}
