package clinic.directory;

import java.util.UUID;

/** Names a location. */
public record LocationId(UUID value) {}
