package clinic.directory;

import clinic.shared.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which a location is shut, or the whole clinic.
 *
 * @param location absent means the whole clinic
 */
public record Closure(ClosureId id, @Nullable LocationId location, TimeRange during, String name) {}
