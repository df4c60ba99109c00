package clinic.web;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Somebody whose password was right and who has not taken the second step yet. He is nobody to the rest of the clinic: only
 * the two pages of the second step ask here.
 */
@Component
class HalfSignIn {

    private static final String ATTRIBUTE = "half-signed-in";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Identity identity;
    private final FormTokens tokens;
    private final Clock clock;

    HalfSignIn(Identity identity, FormTokens tokens, Clock clock) {
        this.identity = identity;
        this.tokens = tokens;
        this.clock = clock;
    }

    void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        request.getSession()
                .setAttribute(
                        ATTRIBUTE,
                        "%s %d %d"
                                .formatted(
                                        account.id().value(),
                                        account.generation(),
                                        clock.instant().toEpochMilli()));
        tokens.renew(request, response);
    }

    /** Empty when it never began, took too long, or the account changed meanwhile. */
    Optional<Account> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String kept)) {
            return Optional.empty();
        }
        String[] words = kept.split(" ");
        Instant began = Instant.ofEpochMilli(Long.parseLong(words[2]));
        return began.plus(PATIENCE).isBefore(clock.instant())
                ? Optional.empty()
                : identity.active(new AccountId(UUID.fromString(words[0])))
                        .filter(found -> found.generation() == Integer.parseInt(words[1]));
    }
}
