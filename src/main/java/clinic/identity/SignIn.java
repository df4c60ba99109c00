package clinic.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * One time that somebody signed in, in a browser or with a program, which lasts until it is ended.
 *
 * @param id names it to its owner; it opens nothing
 * @param began when the account was signed in to
 * @param proved when the owner last showed who he is; at first the same
 */
public record SignIn(UUID id, Instant began, Instant proved) {}
