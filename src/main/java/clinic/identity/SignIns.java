package clinic.identity;

import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an account is signed in to, as its owner sees it, and how he ends it: by the next request, on every server. */
public interface SignIns {

    /** What is open, last used first. */
    List<Open> of(Actor owner);

    /** @throws clinic.shared.NotFound when it is not the owner's, or over */
    void end(Actor owner, UUID signIn);

    /** Ends all but the one it is asked from. The owner is told by mail. */
    void endOthers(Actor owner, UUID kept);

    /** Whether somebody in this role who signed in then may still be signed in, however busy. */
    boolean isWithinItsLength(Actor.Role role, Instant began);

    /** What it is signed in with. */
    enum Kind {
        BROWSER,
        PROGRAM
    }

    /**
     * @param device such as "Firefox on Linux", as far as it said
     * @param lastUsed for a program, when it last renewed its token
     */
    record Open(UUID id, Kind kind, @Nullable String device, Instant began, Instant lastUsed) {}
}
