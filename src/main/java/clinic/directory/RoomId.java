package clinic.directory;

import java.util.UUID;

/** Names a room. */
public record RoomId(UUID value) {}
