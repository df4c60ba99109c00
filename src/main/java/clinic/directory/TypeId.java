package clinic.directory;

import java.util.UUID;

/** Names an appointment type. */
public record TypeId(UUID value) {}
