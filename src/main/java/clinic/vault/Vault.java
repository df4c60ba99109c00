package clinic.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/**
 * The one door to what is encrypted. Everything but {@link #blindIndex} belongs inside an act; row policies decide whose
 * key an actor gets to see, so that nobody opens what he may not read.
 *
 * <p>The owner of a patient's data is the patient's record, of the patient's account too; of another account's data it is
 * the account.
 */
public interface Vault {

    /** What a value of somebody reads as whose key was destroyed. */
    String ERASED = "(erased)";

    /** The owner of what belongs to no person: the clinic itself. */
    UUID CLINIC = new UUID(0, 3);

    /**
     * The columns of a {@code data_key k}, joined by {@code left join data_key k on k.owner_id = …}, from which {@link
     * #key(ResultSet)} takes a key without asking a second time.
     */
    String KEY = "k.owner_id as key_owner, k.wrapped as key_wrapped";

    /**
     * Encrypts a text for its place under the owner's key, which is made when there is none. No two results are equal.
     *
     * @throws IllegalStateException when the owner's key was destroyed
     */
    byte[] seal(UUID owner, Place place, String text);

    /**
     * Decrypts what lies in this place; {@link #ERASED} when the owner's key was destroyed.
     *
     * @throws IllegalStateException when it was not sealed for this place, or its key is not to be had
     */
    String open(UUID owner, Place place, byte[] sealed);

    /** The owner's key, made when there is none. */
    PersonalKey key(UUID owner);

    /** The keys of many owners in one statement; those the actor may not see are missing. */
    Keys keys(Collection<UUID> owners);

    /** A key from a row that was selected with {@link #KEY}. */
    PersonalKey key(ResultSet row) throws SQLException;

    /**
     * A token of 16 bytes by which a value is found again without being stored: the same for the same value of the same
     * domain, and nobody without the key can tell which value it is of. Needs no act.
     *
     * @param domain what is looked for where, such as {@code account.email}
     */
    byte[] blindIndex(String domain, String value);

    /** Destroys the owner's key for good; for admins and the system. Whatever was sealed under it is {@link #ERASED} then. */
    void destroy(UUID owner);

    /** Keys by owner. */
    interface Keys {

        /** @throws IllegalStateException for an owner whose key was not among those the actor may see */
        PersonalKey of(UUID owner);
    }
}
