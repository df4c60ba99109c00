package clinic.api;

import clinic.shared.Invalid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Durations as the contract writes them: whole minutes. */
final class Minutes {

    private Minutes() {}

    static int of(Duration length) {
        return (int) length.toMinutes();
    }

    static List<Integer> of(List<Duration> lengths) {
        return lengths.stream().map(Minutes::of).toList();
    }

    /** @throws Invalid for a null among them */
    static List<Duration> read(List<? extends @Nullable Integer> minutes) {
        List<Duration> lengths = new ArrayList<>();
        for (Integer one : minutes) {
            if (one == null) {
                throw new Invalid("durations[" + lengths.size() + "]", "REQUIRED", "This field is needed.");
            }
            lengths.add(Duration.ofMinutes(one));
        }
        return lengths;
    }
}
