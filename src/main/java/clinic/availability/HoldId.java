package clinic.availability;

import java.util.UUID;

/** Names a hold. Its claim in the ledger has the same name. */
public record HoldId(UUID value) {}
