package clinic.identity;

import java.util.UUID;

/** Names an account. */
public record AccountId(UUID value) {}
