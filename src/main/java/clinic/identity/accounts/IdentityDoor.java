package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Bearer;
import clinic.identity.Identity;
import clinic.identity.accounts.PasswordHashing.Crowded;
import clinic.shared.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leads each caller to the desk that serves, and asks people to come back when there is a crowd. */
@Component
class IdentityDoor implements Identity {

    private static final Throttled COME_BACK = new Throttled(Duration.ofSeconds(5));

    private final SignUpDesk signUps;
    private final SignInDesk signIns;
    private final PasswordDesk passwords;
    private final SetUpDesk setUp;
    private final AccountDesk desk;
    private final RequestPace pace;

    IdentityDoor(
            SignUpDesk signUps,
            SignInDesk signIns,
            PasswordDesk passwords,
            SetUpDesk setUp,
            AccountDesk desk,
            RequestPace pace) {
        this.signUps = signUps;
        this.signIns = signIns;
        this.passwords = passwords;
        this.setUp = setUp;
        this.desk = desk;
        this.pace = pace;
    }

    @Override
    public Optional<Throttled> paceOf(Actor actor, boolean writes, String remote) {
        return pace.refusal(actor, writes, remote);
    }

    @Override
    public Optional<Throttled> paceOfEmergencies(Actor doctor) {
        return pace.refusalOfEmergency(doctor);
    }

    @Override
    public SignUpOutcome signUp(SignUp signUp, String remote) {
        try {
            return signUps.signUp(signUp, remote);
        } catch (Crowded e) {
            return COME_BACK;
        }
    }

    @Override
    public String signUpMark(String email) {
        return signUps.mark(email);
    }

    @Override
    public LinkOutcome verify(String token, String remote) {
        return signUps.verify(token, remote);
    }

    @Override
    public SignInOutcome signIn(String email, String password, String remote) {
        try {
            return signIns.signIn(email, password, remote);
        } catch (Crowded e) {
            return COME_BACK;
        }
    }

    @Override
    public SignInOutcome secondStep(Account account, String code, String remote) {
        return signIns.secondStep(account, code, remote);
    }

    @Override
    public SignInOutcome proveAgain(Account account, String said, String remote) {
        try {
            return signIns.proveAgain(account, said, remote);
        } catch (Crowded e) {
            return COME_BACK;
        }
    }

    @Override
    public TokenOutcome issueTokens(
            String email, String password, @Nullable String otp, String remote, @Nullable String userAgent) {
        try {
            return signIns.issueTokens(email, password, otp, remote, userAgent);
        } catch (Crowded e) {
            return COME_BACK;
        }
    }

    @Override
    public TokenOutcome refresh(String refreshToken) {
        return signIns.refresh(refreshToken);
    }

    @Override
    public void revoke(String refreshToken) {
        signIns.revoke(refreshToken);
    }

    @Override
    public SignUpOutcome requestReset(String email, String remote) {
        return passwords.requestReset(email, remote);
    }

    @Override
    public LinkOutcome setPassword(String token, String password, String remote) {
        try {
            return passwords.setPassword(token, password, remote);
        } catch (Crowded e) {
            return COME_BACK;
        }
    }

    @Override
    public PasswordOutcome changePassword(Account account, String current, String password, String remote) {
        try {
            return passwords.change(account, current, password, remote);
        } catch (Crowded e) {
            return COME_BACK;
        }
    }

    @Override
    public Optional<OpenLink> peek(String token) {
        return passwords.peek(token);
    }

    @Override
    public LinkOutcome setUp(String token, String name, String email, String password, String remote) {
        try {
            return setUp.setUp(token, name, email, password, remote);
        } catch (Crowded e) {
            return COME_BACK;
        }
    }

    @Override
    public Optional<Account> active(AccountId id) {
        return signIns.active(id);
    }

    @Override
    public Optional<Bearer> bearer(String accessToken) {
        return signIns.bearer(accessToken);
    }

    @Override
    public Account me(Actor actor) {
        return desk.me(actor);
    }

    @Override
    public Account changeLocale(Actor actor, String locale) {
        return desk.changeLocale(actor, locale);
    }

    @Override
    public List<Account> accounts(
            Actor admin, @Nullable String query, Actor.@Nullable Role role, int limit, @Nullable AccountId after) {
        return desk.accounts(admin, query, role, limit, after);
    }

    @Override
    public Account account(Actor actor, AccountId id) {
        return desk.account(actor, id);
    }

    @Override
    public Account invite(Actor admin, String email, String name, Actor.Role role, @Nullable UUID person) {
        return desk.invite(admin, email, name, role, person);
    }

    @Override
    public Account rename(Actor admin, AccountId id, String name) {
        return desk.rename(admin, id, name);
    }

    @Override
    public Account changeRole(Actor admin, AccountId id, Actor.Role role) {
        return desk.changeRole(admin, id, role);
    }

    @Override
    public Account block(Actor admin, AccountId id, boolean blocked) {
        return desk.block(admin, id, blocked);
    }

    @Override
    public void close(Actor adminOrSystem, AccountId id) {
        desk.close(adminOrSystem, id);
    }

    @Override
    public void signOutEverywhere(Actor admin, AccountId id) {
        desk.signOutEverywhere(admin, id);
    }

    @Override
    public Account enrol(
            Actor system,
            String email,
            String name,
            Actor.Role role,
            @Nullable UUID person,
            @Nullable String password) {
        return desk.enrol(system, email, name, role, person, password);
    }

    @Override
    public Optional<String> issueLink(Actor system, AccountId id, LinkPurpose purpose) {
        return passwords.issueLink(system, id, purpose);
    }
}
