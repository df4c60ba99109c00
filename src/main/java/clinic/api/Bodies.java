package clinic.api;

import clinic.booking.Status;
import clinic.shared.Invalid;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Small readings that several requests share. */
final class Bodies {

    static final Set<Status> PUBLISHED = EnumSet.complementOf(EnumSet.of(Status.DELETED));

    private Bodies() {}

    /** Trimmed; blank is as good as absent. */
    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** One of the seven states of the contract. */
    static Status published(String field, String name) {
        for (Status status : PUBLISHED) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new Invalid(
                field,
                "UNKNOWN_VALUE",
                PUBLISHED.stream().map(Status::name).collect(Collectors.joining(", ", "One of ", ".")));
    }
}
