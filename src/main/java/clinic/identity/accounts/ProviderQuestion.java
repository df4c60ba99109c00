package clinic.identity.accounts;

import clinic.identity.IdentityProvider.Intent;
import clinic.identity.accounts.OpenIdProvider.Ask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a browser was sent to the provider with, as its session keeps it until the answer comes.
 *
 * @param owner who asked; null for a visitor
 * @param form sealed, or empty
 */
record ProviderQuestion(
        Intent intent, Ask ask, Instant asked, @Nullable UUID owner, String continueTo, String form) {

    private static final int PARTS = 9;

    String written() {
        return String.join(
                "\n",
                List.of(
                        intent.name(),
                        ask.state(),
                        ask.nonce(),
                        ask.verifier(),
                        ask.challenge(),
                        Long.toString(asked.toEpochMilli()),
                        owner == null ? "" : owner.toString(),
                        continueTo,
                        form));
    }

    /** Null for what was not written by {@link #written}. */
    static @Nullable ProviderQuestion read(String written) {
        String[] parts = written.split("\n", -1);
        if (parts.length != PARTS) {
            return null;
        }
        Intent intent = Intent.valueOf(parts[0]);
        return new ProviderQuestion(
                intent,
                new Ask(parts[1], parts[2], parts[3], parts[4], intent != Intent.SIGN_IN),
                Instant.ofEpochMilli(Long.parseLong(parts[5])),
                parts[6].isEmpty() ? null : UUID.fromString(parts[6]),
                parts[7],
                parts[8]);
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "ProviderQuestion[" + intent + "]";
    }
}
