package clinic.identity;

import clinic.shared.Actor;
import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who acts in the request at hand. A controller of either face declares a parameter of type {@link Actor} and is given
 * {@link #of}; views, filters and error pages may ask here. Outside a request there is no answer to have.
 */
public final class CurrentActor {

    private static final String REQUEST_ID = CurrentActor.class.getName() + ".requestId";

    private CurrentActor() {}

    /** The signed-in account as it was when this request came in, or a visitor. */
    public static Actor of(HttpServletRequest request) {
        Account account = account();
        UUID requestId = requestId(request);
        return account == null ? Actor.visitor(requestId) : account.actor(requestId);
    }

    /** The account signed in on this thread, or null for a visitor. */
    public static @Nullable Account account() {
        SignedInAccount signedIn = signedIn();
        return signedIn == null ? null : signedIn.account();
    }

    /** The sign-in by which this thread acts, or null for a visitor. */
    public static @Nullable SignIn signIn() {
        SignedInAccount signedIn = signedIn();
        return signedIn == null ? null : signedIn.signIn();
    }

    /** Both of them, or null for a visitor. */
    public static @Nullable SignedInAccount signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof SignedInAccount signedIn ? signedIn : null;
    }

    /** The id of this request (UUID version 7): the same however often it is asked, also while an error is answered. */
    public static UUID requestId(HttpServletRequest request) {
        if (request.getAttribute(REQUEST_ID) instanceof UUID known) {
            return known;
        }
        UUID made = UuidCreator.getTimeOrderedEpoch();
        request.setAttribute(REQUEST_ID, made);
        return made;
    }
}
