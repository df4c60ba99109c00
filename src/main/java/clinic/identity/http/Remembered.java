package clinic.identity.http;

import clinic.identity.AccountId;
import clinic.identity.Device;
import clinic.identity.SignIn;
import clinic.identity.SignedInAccount;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * What a session keeps of a sign-in: the account's id and generation, a name for the sign-in that opens nothing, when it
 * began and when its owner last showed who he is; beside it the kind of browser, for its owner to know it again.
 */
record Remembered(AccountId account, int generation, SignIn signIn) {

    static final String ATTRIBUTE = "account";

    static Remembered of(SignedInAccount signedIn) {
        return new Remembered(signedIn.account().id(), signedIn.account().generation(), signedIn.signIn());
    }

    /** Empty for what an earlier version kept. */
    static Optional<Remembered> in(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof String kept ? read(kept) : Optional.empty();
    }

    static Optional<Remembered> read(String kept) {
        String[] words = kept.split(" ");
        return words.length != 5
                ? Optional.empty()
                : Optional.of(new Remembered(
                        new AccountId(UUID.fromString(words[0])),
                        Integer.parseInt(words[1]),
                        new SignIn(
                                UUID.fromString(words[2]),
                                Instant.ofEpochMilli(Long.parseLong(words[3])),
                                Instant.ofEpochMilli(Long.parseLong(words[4])))));
    }

    void write(HttpSession session, @Nullable String userAgent) {
        session.setAttribute(
                ATTRIBUTE,
                "%s %d %s %d %d"
                        .formatted(
                                account.value(),
                                generation,
                                signIn.id(),
                                signIn.began().toEpochMilli(),
                                signIn.proved().toEpochMilli()));
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                account.value().toString());
        String device = Device.of(userAgent);
        if (device != null) {
            session.setAttribute(BrowserSignIns.DEVICE, device);
        }
    }
}
