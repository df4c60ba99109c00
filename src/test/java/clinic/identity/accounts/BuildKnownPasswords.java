package clinic.identity.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the filter from a list with a password a line: {@code bin/known-passwords}. */
final class BuildKnownPasswords {

    private BuildKnownPasswords() {}

    /** @param arguments the list, and the file to write */
    public static void main(String[] arguments) throws IOException {
        KnownPasswords known = KnownPasswords.none();
        new String(Files.readAllBytes(Path.of(arguments[0])), StandardCharsets.UTF_8)
                .lines()
                .forEach(known::add);
        Files.write(Path.of(arguments[1]), known.bytes());
    }
}
