package clinic.web.staff;

import org.jspecify.annotations.Nullable;

/** Writes ids and dates into addresses and form fields. */
public final class Value {

    private Value() {}

    /** As the machine reads it: a UUID, an ISO date; absent stays absent, so that the attribute is left out. */
    public static @Nullable String of(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
