package clinic.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
     * @throws clinic.shared.Erased when the owner's key was destroyed
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

    /**
     * Makes a record found by the words of its name, its address, its number and its date of birth, and by nothing that
     * it was found by before.
     *
     * @param domain PATIENT or ACCOUNT
     */
    void makeFound(
            String domain,
            UUID record,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate birth);

    /** Makes a record found by nothing any more. */
    void makeNotFound(String domain, UUID record);

    /**
     * What to look for to find what a query means: each word must begin a word of the record, one of less than three letters
     * must be one. A date is also the date of birth, and the groups of a number also its beginning, all of them together. Needs
     * no act.
     */
    Sought sought(String domain, String query);

    /** Whether two names are the same but for case, accents and the space between words. */
    static boolean saysTheSame(String one, String other) {
        return SearchWords.plain(one).equals(SearchWords.plain(other));
    }

    /**
     * Parameters of {@link #FOUND}.
     *
     * @param wanted how many terms must be met; none for a blank query
     * @param terms for each token, to which term it belongs; an array as text
     * @param tokens an array as text
     * @param longer terms with a word of which there are tokens of the first letters only; whether they fit is seen when the
     *     record is open
     */
    record Sought(int wanted, String terms, String tokens, List<Set<String>> longer) {

        /** Whether it finds all there are. */
        public boolean isBlank() {
            return wanted == 0;
        }

        /**
         * A page of what is found.
         *
         * @param after the last of the page before
         * @param read reads so many of what the tokens find, after one of them
         * @param fits whether one is meant, given {@link #longer}
         */
        public <T, I> List<T> page(
                @Nullable I after,
                int limit,
                BiFunction<@Nullable I, Integer, List<T>> read,
                Function<T, I> id,
                Predicate<T> fits) {
            List<T> page = new ArrayList<>();
            I last = after;
            while (page.size() < limit) {
                int wantedNow = limit - page.size();
                List<T> found = read.apply(last, wantedNow);
                found.stream().filter(one -> longer.isEmpty() || fits.test(one)).forEach(page::add);
                if (found.size() < wantedNow) {
                    break;
                }
                last = id.apply(found.getLast());
            }
            return page;
        }

        /** Whether each word that was looked for by its first letters begins a word of this. */
        public boolean fits(String name, @Nullable String email, @Nullable String phone) {
            return SearchWords.begin(longer, name, email, phone);
        }
    }

    /** The owners of what is found; with the parameters domain, wanted, terms and tokens. */
    String FOUND = """
            select s.owner_id
            from unnest(cast(:terms as int[]), cast(:tokens as bytea[])) as sought (term, token)
              join search_token s on s.domain = :domain and s.token = sought.token
            group by s.owner_id having count(distinct sought.term) = :wanted
            """;

    /** Destroys the owner's key for good; for admins and the system. Whatever was sealed under it is {@link #ERASED} then. */
    void destroy(UUID owner);

    /** Keys by owner. */
    interface Keys {

        /** @throws IllegalStateException for an owner whose key was not among those the actor may see */
        PersonalKey of(UUID owner);
    }
}
