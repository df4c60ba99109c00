package clinic.identity.accounts;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane). Each hash takes memory and a core for a
 * moment, so that only a few run at a time however many ask; who waits too long is told to come back. Checking takes as
 * long without a stored hash as with one. Never called inside a transaction that could be kept waiting, but for setting up.
 */
@Component
class PasswordHashing {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Argon2PasswordEncoder argon2;
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final String nobodys;

    PasswordHashing() {
        this(new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2));
    }

    PasswordHashing(Argon2PasswordEncoder argon2) {
        this.argon2 = argon2;
        nobodys = argon2.encode("the password of nobody");
    }

    String hash(String password) {
        return hashing(() -> argon2.encode(PasswordRules.normalised(password)));
    }

    /** @param stored null when there is none: the answer is no, after the same work */
    boolean matches(String password, @Nullable String stored) {
        String asked = password.length() > 4 * PasswordRules.LONGEST ? "" : PasswordRules.normalised(password);
        boolean matches = hashing(() -> argon2.matches(asked, stored == null ? nobodys : stored));
        return matches && stored != null;
    }

    private <T> T hashing(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Crowded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Crowded();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** More people sign in at this moment than the machine can hash for. */
    static class Crowded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crowded() {
            super("Too many passwords to hash at once", null, false, false);
        }
    }
}
