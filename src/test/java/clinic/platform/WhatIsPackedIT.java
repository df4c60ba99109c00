package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar that is delivered holds the product, and nothing of how it is made or tested. */
class WhatIsPackedIT {

    private String[] packed = {};

    @BeforeEach
    void theJar() throws IOException {
        Path jar = Path.of(Objects.requireNonNull(System.getProperty("clinic.jar")));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            packed = zip.stream().map(ZipEntry::getName).toArray(String[]::new);
        }
        assertThat(packed).anyMatch(name -> name.endsWith("clinic/ClinicApplication.class"));
    }

    @Test
    void noTestNoSourceAndNoRepositoryIsInIt() {
        assertThat(packed).noneMatch(name -> name.matches(".*(Test|IT)\\.class|.*\\.(java|jte)|.*/\\.(git|svn|mvn).*"));
    }

    @Test
    void noToolOfDevelopersIsInIt() {
        assertThat(packed)
                .noneMatch(
                        name -> name.matches(
                                "BOOT-INF/lib/(junit|spring-boot-devtools|spring-test|spring-boot-test|h2|greenmail|wiremock|playwright|archunit|spring-security-oauth2-authorization-server)-.*"));
    }

    @Test
    void noKeyAndNoPasswordIsInIt() {
        assertThat(packed).noneMatch(name -> name.matches("BOOT-INF/classes/.*\\.(jwk|pem|key|p12|jks|keystore|env)"));
    }
}
