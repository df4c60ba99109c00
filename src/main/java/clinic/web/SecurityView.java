package clinic.web;

import clinic.identity.Passkeys.Passkey;
import clinic.identity.SecondFactors.Factors;
import clinic.identity.SignIns.Open;
import clinic.shared.Invalid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code account-security} shows, as {@code view}.
 *
 * @param here which of the sign-ins the reader looks from
 * @param providerSince since when the provider of the house opens the account; absent when it does not
 * @param done what was just changed
 * @param retrySeconds how long to wait after too many wrong passwords, else 0
 */
public record SecurityView(
        Factors factors,
        List<Passkey> passkeys,
        List<Open> signIns,
        @Nullable UUID here,
        @Nullable Instant providerSince,
        @Nullable Done done,
        List<Invalid.Problem> problems,
        long retrySeconds) {

    /** What can be changed here. */
    public enum Done {
        PASSWORD_CHANGED,
        APP_REMOVED,
        PASSKEY_ADDED,
        PASSKEY_RENAMED,
        PASSKEY_REMOVED,
        PROVIDER_LINKED,
        PROVIDER_UNLINKED,
        ENDED,
        OTHERS_ENDED
    }

    /** What is wrong with the field, or null. */
    public @Nullable String error(Page page, String field) {
        return FormProblems.of(page, problems, field);
    }

    public boolean isHere(Open signIn) {
        return signIn.id().equals(here);
    }

    /** Whether there is another sign-in to end. */
    public boolean hasOthers() {
        return signIns.stream().anyMatch(open -> !isHere(open));
    }
}
