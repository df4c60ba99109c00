package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"/book", "/book?type=1&day=2026-11-24", "/appointments/0192-a"})
    void aPathOfThisClinicIsKept(String path) {
        assertThat(LocalAddress.or(path, "/")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "book",
                "",
                "/a\nSet-Cookie: x"
            })
    void anythingThatCouldLeadElsewhereIsNot(String address) {
        assertThat(LocalAddress.or(address, "/")).isEqualTo("/");
    }
}
