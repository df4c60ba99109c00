package clinic.directory;

import java.util.UUID;

/** Names a closure. */
public record ClosureId(UUID value) {}
