package clinic.vault;

import clinic.platform.BesideTheClinic;
import clinic.platform.CannotStart;
import java.nio.file.Path;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What {@code bin/keys} runs: shows the keys that wrap the keys of persons, or changes to a new one. */
class Keys {

    private Keys() {}

    @SuppressWarnings("SystemOut")
    static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: bin/keys status|rotate [--data DIR]");
            System.exit(2);
        }
        try {
            BesideTheClinic clinic = BesideTheClinic.in(arguments[1]);
            String given = System.getenv("CLINIC_KEYS");
            KeyFile file = new KeyFile(
                    given == null || given.isBlank()
                            ? clinic.data().secretFile(VaultConfiguration.FILE)
                            : Path.of(given).toAbsolutePath());
            KeyRotation rotation = new KeyRotation(clinic.transactions(), clinic.jdbc(), file);
            switch (arguments[0]) {
                case "status" -> rotation.status(System.out::println);
                case "rotate" -> rotation.rotate(System.out::println);
                default -> throw new IllegalArgumentException("bin/keys does not know " + arguments[0] + ".");
            }
        } catch (CannotStart e) {
            System.err.println(e.getMessage() + " " + e.remedy());
            System.exit(1);
        } catch (DataAccessException | TransactionException | IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
