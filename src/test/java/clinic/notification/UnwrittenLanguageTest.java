package clinic.notification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Identity;
import clinic.platform.CannotStart;
import clinic.platform.ClinicLanguage;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A clinic in whose language there are no words yet. */
class UnwrittenLanguageTest {

    private static final Identity NEVER_ASKED = (Identity)
            Proxy.newProxyInstance(Identity.class.getClassLoader(), new Class<?>[] {Identity.class}, (p, m, a) -> {
                throw new UnsupportedOperationException(m.getName());
            });

    @ParameterizedTest
    @ValueSource(strings = {"it", "und"})
    void itDoesNotStart(String language) {
        new ApplicationContextRunner()
                .withBean(ClinicLanguage.class)
                .withPropertyValues("clinic.language=" + language)
                .run(context -> assertThatThrownBy(
                                () -> new Languages(NEVER_ASKED, context.getBean(ClinicLanguage.class)))
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("clinic.language"));
    }
}
