package clinic.availability;

import java.util.UUID;

/** Names a claim in the ledger. Its owner chooses it; the ledger does not know what it stands for. */
public record ClaimId(UUID value) {}
