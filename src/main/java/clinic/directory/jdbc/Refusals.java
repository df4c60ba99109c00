package clinic.directory.jdbc;

import clinic.shared.Invalid;
import clinic.shared.NotFound;
import java.util.function.IntSupplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/** What the tables' constraints refuse, in the caller's words. The constraint decides; looking first could be late. */
final class Refusals {

    private Refusals() {}

    static Invalid nameTaken() {
        return new Invalid("name", "TAKEN", "Another one has this name already.");
    }

    static Invalid inUse() {
        return new Invalid("id", "IN_USE", "Something still refers to it, so it cannot be removed.");
    }

    /** @throws NotFound when the update changes nothing */
    static void changing(String kind, IntSupplier update) {
        try {
            oneOf(kind, update.getAsInt());
        } catch (DuplicateKeyException e) {
            throw nameTaken();
        }
    }

    /** @throws NotFound when the delete removes nothing */
    static void removing(String kind, IntSupplier delete) {
        try {
            oneOf(kind, delete.getAsInt());
        } catch (DataIntegrityViolationException e) {
            throw inUse();
        }
    }

    private static void oneOf(String kind, int rows) {
        if (rows == 0) {
            throw new NotFound(kind);
        }
    }
}
