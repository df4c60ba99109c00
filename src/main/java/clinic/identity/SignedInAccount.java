package clinic.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The account behind a request, read anew for that request: what Spring Security knows as the authentication, with the
 * {@link Account} as its principal and {@code ROLE_PATIENT}, {@code ROLE_DOCTOR} or {@code ROLE_ADMIN} as its authority.
 * Made by the faces after {@link Identity} vouched for the account; never stored. Its name is the account's id, so that
 * what prints an authentication prints nothing personal.
 */
public final class SignedInAccount extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Account account;
    private final transient SignIn signIn;

    public SignedInAccount(Account account, SignIn signIn) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + account.role().name())));
        this.account = account;
        this.signIn = signIn;
        setAuthenticated(true);
    }

    public Account account() {
        return account;
    }

    public SignIn signIn() {
        return signIn;
    }

    @Override
    public Account getPrincipal() {
        return account;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return account.id().value().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInAccount that && account.equals(that.account) && signIn.equals(that.signIn);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }

    @Override
    public String toString() {
        return "SignedInAccount[" + getName() + "]";
    }
}
