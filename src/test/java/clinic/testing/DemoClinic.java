package clinic.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * The demo clinic for a test class, as {@code bin/run} starts it: the packaged program, its own database, some three
 * thousand appointments, the true time. Held in a static {@code @RegisterExtension} field.
 */
public class DemoClinic implements BeforeAllCallback, AfterAllCallback {

    /** Of everybody in it who can sign in. */
    public static final String PASSWORD = "demo clinic sign-in";

    private final Path data;
    private @Nullable PackagedClinic clinic;

    public DemoClinic() {
        try {
            data = Files.createTempDirectory("demo-clinic");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext tests) {
        // Whoever walks through all pages signs in and asks more often than a person does.
        clinic = PackagedClinic.running(data, Map.of("CLINIC_LIMITS", "sign-in"), "--clinic.demo=true");
    }

    /** Such as {@code http://127.0.0.1:40123}, without a slash at the end. */
    public String address() {
        return running().address();
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        running().close();
        FileSystemUtils.deleteRecursively(data);
    }

    private PackagedClinic running() {
        if (clinic == null) {
            throw new IllegalStateException("The demo clinic is not open yet");
        }
        return clinic;
    }
}
