package clinic.shared;

/**
 * An outcome that says no for a reason the caller can act on: a value, not an exception. Whoever opens a transaction
 * and returns one writes nothing: {@code platform.Transactions} rolls the act back.
 */
public interface Refusal {}
