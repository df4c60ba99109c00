package clinic.api;

import clinic.shared.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Ask the module for {@link #fetch} items after {@link #after}, hand them to
 * {@link #page}: the one too many tells that there is more.
 *
 * @param limit 1 to 200
 * @param after names the last item of the page before, in the words of the list; absent for the first page
 */
record Paging(int limit, @Nullable String after) {

    static final int MAX = 200;

    /** @throws Invalid for a limit outside 1 to 200 or a cursor that this server did not hand out */
    static Paging of(@Nullable Integer limit, @Nullable String cursor) {
        int wanted = limit == null ? 50 : limit;
        if (wanted < 1 || wanted > MAX) {
            throw new Invalid("limit", "OUT_OF_RANGE", "A page has 1 to " + MAX + " items.");
        }
        return new Paging(wanted, cursor == null ? null : decode(cursor));
    }

    int fetch() {
        return limit + 1;
    }

    /** The cursor as an id; for lists that continue after an id. */
    @Nullable UUID afterId() {
        try {
            return after == null ? null : Texts.id(after);
        } catch (Texts.Unreadable e) {
            throw notOurs();
        }
    }

    /** The cursor as a number; for lists that continue after a number. */
    @Nullable Long afterNumber() {
        try {
            return after == null ? null : Long.valueOf(after);
        } catch (NumberFormatException e) {
            throw notOurs();
        }
    }

    /**
     * @param fetched at most {@link #fetch} items
     * @param key what names an item in the cursor
     */
    <S, T> Page<T> page(List<S> fetched, Function<? super S, ?> key, Function<? super S, ? extends T> json) {
        List<S> shown = fetched.subList(0, Math.min(limit, fetched.size()));
        String next = fetched.size() > limit ? encode(key.apply(shown.getLast()).toString()) : null;
        return new Page<>(shown.stream().<T>map(json).toList(), next);
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private static Invalid notOurs() {
        return new Invalid("cursor", "INVALID_FORMAT", "Use the \"next\" of the page before, unchanged.");
    }
}
