package clinic.identity.accounts;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * The product's own hashing with next to no memory and one pass, as tests hash thousands of passwords. What is stored in
 * earnest {@link StoredPasswordTest} says, and what guessing at it costs {@code GuessingTest}, which goes without this.
 */
public final class QuickHashing {

    private QuickHashing() {}

    /** In place of the component that the application would find by itself. */
    public static void in(GenericApplicationContext context) {
        context.registerBean(
                PasswordHashing.class.getName(),
                PasswordHashing.class,
                () -> new PasswordHashing(new Argon2PasswordEncoder(16, 32, 1, 64, 1)));
    }
}
