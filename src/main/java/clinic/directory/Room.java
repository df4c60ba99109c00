package clinic.directory;

/** A room at a location, claimed together with the visit where its type needs one. */
public record Room(RoomId id, LocationId location, String name) {}
