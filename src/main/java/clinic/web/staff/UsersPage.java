package clinic.web.staff;

import clinic.identity.Account;
import clinic.shared.Actor;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of accounts.
 *
 * @param searched what was typed
 * @param zone on whose calendar days are named
 * @param next the account that the next page continues after; absent on the last
 */
public record UsersPage(
        List<Account> accounts,
        @Nullable String searched,
        Actor.@Nullable Role role,
        @Nullable UUID after,
        @Nullable UUID next,
        ZoneId zone) {

    /** The roles an account can have. */
    public static final List<Actor.Role> ROLES = List.of(Actor.Role.PATIENT, Actor.Role.DOCTOR, Actor.Role.ADMIN);
}
