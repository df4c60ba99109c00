package clinic.availability;

/**
 * Somebody is about to claim time. Published before the claim and outside any transaction, so that whoever owns claims that
 * have lapsed can let go of them first, in transactions of his own.
 */
public record TimeWanted() {}
