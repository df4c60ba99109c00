package clinic.identity.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** What is read from the table of sessions, into which somebody may have written. */
class SessionValuesTest {

    private final ConversionService conversion = SessionValues.conversion();

    @Test
    void aTextAndTheTokenAgainstForgeryComeBack() {
        assertThat(there("account 7 1")).isEqualTo("account 7 1");
        assertThat(there(new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "secret")))
                .isInstanceOf(DefaultCsrfToken.class);
    }

    /** A form is at most 256 KB; sealed and written down it is nearly twice as long. */
    @Test
    void aLongFormThatWaitsForAProofComesBack() {
        String waiting = "x".repeat(512 * 1024);

        assertThat(there(waiting)).isEqualTo(waiting);
    }

    @Test
    void anyOtherObjectIsNotBroughtToLife() {
        assertThatThrownBy(() -> there(new ArrayList<>(List.of("x")))).isInstanceOf(ConversionFailedException.class);
        assertThatThrownBy(() -> there(new Date(0))).isInstanceOf(ConversionFailedException.class);
    }

    private @Nullable Object there(Object value) {
        return conversion.convert(new SerializingConverter().convert(value), Object.class);
    }
}
