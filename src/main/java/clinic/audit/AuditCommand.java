package clinic.audit;

import clinic.platform.OwnersView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code bin/audit} runs: writes the trail to a file, verifies such a file without any database, or compares the tables
 * with the trail. It ends with 0 when nothing speaks against the trail, 1 when something does, and 2 when it could not be
 * asked.
 */
final class AuditCommand {

    private static final String USAGE = """
            usage: bin/audit export FILE [--data DIR]
                   bin/audit verify FILE --key PUBLIC [--key PUBLIC ...] [--checkpoints FILE ...]
                   bin/audit replay [--data DIR]
            """;
    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int NOT_ASKED = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    AuditCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @SuppressWarnings("SystemOut")
    static void main(String[] arguments) {
        System.exit(new AuditCommand(System.getenv(), System.out, System.err).run(arguments));
    }

    int run(String... arguments) {
        try {
            Asked asked = Asked.of(arguments);
            return switch (asked.command()) {
                case "export" -> export(asked.file(), asked.data(environment));
                case "verify" -> verify(asked);
                case "replay" -> replay(asked.data(environment));
                default -> throw new IllegalArgumentException(USAGE);
            };
        } catch (IllegalArgumentException | SQLException | IOException e) {
            err.println(String.valueOf(e.getMessage()).strip());
            return NOT_ASKED;
        }
    }

    /** What stands on the command line. */
    private record Asked(
            String command, List<String> files, List<String> keys, List<Path> checkpoints, List<Path> folders) {

        static Asked of(String... arguments) {
            if (arguments.length == 0) {
                throw new IllegalArgumentException(USAGE);
            }
            Asked asked =
                    new Asked(arguments[0], new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 1; i < arguments.length; i++) {
                if (!arguments[i].startsWith("--")) {
                    asked.files().add(arguments[i]);
                    continue;
                }
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(arguments[i] + " needs a value.");
                }
                switch (arguments[i++]) {
                    case "--key" -> asked.keys().add(arguments[i]);
                    case "--checkpoints" -> asked.checkpoints().add(Path.of(arguments[i]));
                    case "--data" -> asked.folders().add(Path.of(arguments[i]));
                    default -> throw new IllegalArgumentException("bin/audit does not know " + arguments[i - 1] + ".");
                }
            }
            return asked;
        }

        Path file() {
            if (files.size() != 1) {
                throw new IllegalArgumentException(USAGE);
            }
            return Path.of(files.getFirst());
        }

        Path data(Map<String, String> environment) {
            return folders.isEmpty() ? Path.of(environment.getOrDefault("CLINIC_DATA", "data")) : folders.getLast();
        }
    }

    private int export(Path file, Path data) throws SQLException, IOException {
        try (Connection database = OwnersView.open(environment, data);
                Writer to = Files.newBufferedWriter(file)) {
            long entries = Export.write(database, to, some -> err.printf("%,d entries%n", some));
            out.printf("%,d entries in %s%n", entries, file);
            return GOOD;
        }
    }

    private int verify(Asked asked) throws IOException {
        List<NoteKey> keys = new ArrayList<>();
        for (String key : asked.keys()) {
            if (key.contains("+")) {
                keys.add(NoteKey.parse(key));
            } else {
                Files.readString(Path.of(key))
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(NoteKey::parse)
                        .forEach(keys::add);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Name the public key with --key: the file, or its line.");
        }
        List<BufferedReader> open = new ArrayList<>();
        try (BufferedReader export = Files.newBufferedReader(asked.file())) {
            List<OutsideCheckpoints> outside = new ArrayList<>();
            for (Path file : asked.checkpoints()) {
                BufferedReader reader = Files.newBufferedReader(file);
                open.add(reader);
                outside.add(new OutsideCheckpoints(reader));
            }
            Verdict verdict = new Verifier(keys, outside).verify(export);
            out.println(verdict.words());
            return verdict instanceof Verdict.Holds ? GOOD : BAD;
        } finally {
            for (BufferedReader reader : open) {
                reader.close();
            }
        }
    }

    private int replay(Path data) throws SQLException {
        try (Connection database = OwnersView.open(environment, data)) {
            Optional<String> difference = new Replay(database, err::println).firstDifference();
            out.println(difference.orElse("The tables hold what the trail says."));
            return difference.isPresent() ? BAD : GOOD;
        }
    }
}
