package clinic.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where a sealed value lies. It opens nowhere else: a value copied to another row or column is not taken for one that
 * belongs there.
 *
 * @param row the row's key, its parts separated by a slash
 */
public record Place(String table, String column, String row) {

    /** In a row with an id. */
    public static Place of(String table, String column, UUID row) {
        return new Place(table, column, row.toString());
    }

    byte[] bound() {
        return (table + "\n" + column + "\n" + row).getBytes(StandardCharsets.UTF_8);
    }
}
