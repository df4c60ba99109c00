package clinic.identity;

import clinic.shared.Actor;
import clinic.shared.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one door to who people are. The calls in the first half are made by people who have not signed in yet; they take the
 * network address they come from, for throttling, and never tell whether an e-mail address is known.
 */
public interface Identity {

    /**
     * Creates a patient's account that cannot sign in before its address is proved, and has a link sent; for a known
     * address it only sends a note there. The caller cannot tell the two apart.
     *
     * @throws clinic.shared.Invalid for an unusable address, name or password
     */
    SignUpOutcome signUp(SignUp signUp, String remote);

    /**
     * What a browser may keep of the address that signed up in it, so that it is known when that address is proved: a keyed
     * hash, the same however the address is written, and for a known address as for an unknown one.
     */
    String signUpMark(String email);

    /** Proves an address by the token of the link; works once. */
    LinkOutcome verify(String token, String remote);

    /**
     * Checks the password; the same answer and time for a wrong password and an unknown, unproved or blocked account. Who
     * has a second factor, or must have one, is not signed in yet.
     */
    SignInOutcome signIn(String email, String password, String remote);

    /**
     * The second step of somebody whose password was right a moment ago.
     *
     * @param code of the app, or a recovery code; used up by this
     */
    SignInOutcome secondStep(Account account, String code, String remote);

    /**
     * Somebody who is signed in shows again who he is: with a code if there is an app, else with the password.
     *
     * @return SignedIn, WrongCredentials or Throttled
     */
    SignInOutcome proveAgain(Account account, String said, String remote);

    /**
     * As both steps at once, and hands out an access token and the first refresh token of a new family. Whatever is wrong,
     * the answer is the same; who must have a second factor and has none gets no tokens.
     *
     * @param otp a code of the app, or a recovery code; absent for who has no second factor
     * @param userAgent what the program says it is
     */
    TokenOutcome issueTokens(
            String email, String password, @Nullable String otp, String remote, @Nullable String userAgent);

    /** Rotates a refresh token. Using one a second time ends its whole family. */
    TokenOutcome refresh(String refreshToken);

    /** Ends the family of this refresh token; quiet when there is none. */
    void revoke(String refreshToken);

    /** Has a link for a new password sent, when the address is known; quiet either way. */
    SignUpOutcome requestReset(String email, String remote);

    /**
     * Sets the password by the token of a reset link or an invitation, which proves the address too; ends all sessions
     * and tokens.
     *
     * @throws clinic.shared.Invalid for an unusable password; the link stays good
     */
    LinkOutcome setPassword(String token, String password, String remote);

    /**
     * Sets another password for somebody who shows the one he has; ends all sessions and tokens, the one he asks from too,
     * which its face may take up again with the account as it is now.
     *
     * @throws clinic.shared.Invalid for an unusable password
     */
    PasswordOutcome changePassword(Account account, String current, String password, String remote);

    /** What an unused, unexpired link is for, so that a page can greet its bearer; does not use it. */
    Optional<OpenLink> peek(String token);

    /**
     * Makes the first admin by the one-time set-up link that the first start prints.
     *
     * @throws clinic.shared.Invalid for an unusable address, name or password; the link stays good
     */
    LinkOutcome setUp(String token, String name, String email, String password, String remote);

    /** The account as it is now; empty when there is none or it is blocked. Asked on every request. */
    Optional<Account> active(AccountId id);

    /**
     * Whose access token this is, when it is one of ours, in time, and the account is active and still of the generation
     * it was issued to, and the sign-in that led to it was not ended. Asked on every request of a program.
     */
    Optional<Bearer> bearer(String accessToken);

    /**
     * Counts a request against what its caller, and the network it comes from, may ask for. Present when it is one too many
     * and must not be answered. Asked before every controller, in no act.
     *
     * @param writes whether it would change something
     * @param remote the network address it comes from
     */
    Optional<Throttled> paceOf(Actor actor, boolean writes, String remote);

    /** Counts a doctor's try to open a record in an emergency. Present when it is one too many; asked in no act. */
    Optional<Throttled> paceOfEmergencies(Actor doctor);

    // ---- by a signed-in actor ----

    /** The actor's own account. */
    Account me(Actor actor);

    /**
     * Changes the language in which the actor is written to.
     *
     * @param locale a language tag such as "en" or "de-CH"
     * @throws clinic.shared.Invalid when it is no tag
     */
    Account changeLocale(Actor actor, String locale);

    /**
     * By the beginnings of words of the name or of the address, a word of less than three letters by the whole word; newest
     * first.
     */
    List<Account> accounts(
            Actor admin, @Nullable String query, Actor.@Nullable Role role, int limit, @Nullable AccountId after);

    /**
     * Any account, blocked ones too.
     *
     * @param actor an admin, or the system
     * @throws clinic.shared.NotFound when there is none, or the actor is neither
     */
    Account account(Actor actor, AccountId id);

    /**
     * Makes an account without a password and has a link sent by which its owner sets one. Joins the caller's transaction.
     *
     * @param role DOCTOR or ADMIN
     * @param person the doctor's record; absent for an admin
     * @throws clinic.shared.Invalid (TAKEN) when the address has an account: an admin may know
     */
    Account invite(Actor admin, String email, String name, Actor.Role role, @Nullable UUID person);

    Account rename(Actor admin, AccountId id, String name);

    /**
     * Makes a doctor's account an admin's: it leaves the doctor's record behind ({@link PersonLeft}) and all its sessions
     * and tokens end. The role it has already changes nothing; every other change is refused.
     *
     * @param role PATIENT, DOCTOR or ADMIN
     * @throws clinic.shared.Invalid (NEEDS_INVITATION) for an admin who would be a doctor, (NOT_ALLOWED) for a patient, or
     *     who would be one
     */
    Account changeRole(Actor admin, AccountId id, Actor.Role role);

    /**
     * Blocks or unblocks. Blocking ends the account's sessions and tokens at once.
     *
     * @throws clinic.shared.Invalid (SELF) when admins would block themselves, (LAST_ADMIN) when nobody could unblock
     */
    Account block(Actor admin, AccountId id, boolean blocked);

    /**
     * Closes a patient's account for good: whatever it was signed in with or to ends, nothing in it names its owner, and its
     * address is free. What refers to it stays. Joins the caller's transaction; again, it does nothing.
     *
     * @throws clinic.shared.NotFound when there is none, or the actor is neither an admin nor the system
     * @throws clinic.shared.Invalid (NOT_ALLOWED) for an account of staff
     */
    void close(Actor adminOrSystem, AccountId id);

    /**
     * Ends all the account's sessions and tokens and blocks nothing: its owner signs in again, and is told by mail.
     *
     * @throws clinic.shared.NotFound when there is none, or the actor is no admin
     */
    void signOutEverywhere(Actor admin, AccountId id);

    /**
     * A fresh link for the relay to send: only its hash is stored, so it is made when the mail is written.
     *
     * @return the token, or empty when the account no longer needs one
     */
    Optional<String> issueLink(Actor system, AccountId id, LinkPurpose purpose);

    /**
     * Makes an account that can sign in at once, without proof of its address. Only the set-up of an empty clinic and the
     * demo clinic may do this; joins the caller's transaction. For a patient {@link PatientSignedUp} is published.
     *
     * @param role PATIENT, DOCTOR or ADMIN
     * @param person the doctor's record, or the id the patient's record is to have (null: a new one); absent for an admin
     * @param password absent for an account that nobody signs in to before asking for a link to set one
     * @throws clinic.shared.Invalid for an unusable or taken (TAKEN) address, an unusable name or password
     */
    Account enrol(
            Actor system, String email, String name, Actor.Role role, @Nullable UUID person, @Nullable String password);

    /** What somebody says who signs up. Birth date and phone go to the patient's record. */
    record SignUp(
            String email,
            String password,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String phone,
            @Nullable String locale,
            @Nullable String zone) {}

    /** What a link is good for. */
    enum LinkPurpose {
        VERIFY,
        RESET,
        INVITE,
        SET_UP
    }

    /** A link that can still be used. */
    record OpenLink(
            LinkPurpose purpose,
            @Nullable String email,
            @Nullable String name) {}

    /** Signing up or asking for a reset is either taken in, the same for everybody, or slowed down. */
    sealed interface SignUpOutcome permits Accepted, Throttled {}

    sealed interface LinkOutcome permits LinkUsed, LinkInvalid, Throttled {}

    sealed interface SignInOutcome permits SignedIn, CodeWanted, EnrolmentWanted, WrongCredentials, Throttled {}

    sealed interface TokenOutcome permits Tokens, WrongCredentials, Throttled {}

    sealed interface PasswordOutcome permits PasswordChanged, WrongCredentials, Throttled {}

    record Accepted() implements SignUpOutcome {}

    record SignedIn(Account account) implements SignInOutcome {}

    record LinkUsed(Account account) implements LinkOutcome {}

    /** The password was right, and a code is to follow. */
    record CodeWanted(Account account) implements SignInOutcome {}

    /** The password was right, and nothing may be done with it before there is a second factor. */
    record EnrolmentWanted(Account account) implements SignInOutcome {}

    /** Unknown, used before, or too old. */
    record LinkInvalid() implements LinkOutcome {}

    /** @param account of the generation that begins with the new password */
    record PasswordChanged(Account account) implements PasswordOutcome {}

    record WrongCredentials() implements SignInOutcome, TokenOutcome, PasswordOutcome {}

    /** Too many tries; the attempt itself was not looked at. */
    record Throttled(Duration retryAfter)
            implements SignUpOutcome, LinkOutcome, SignInOutcome, TokenOutcome, PasswordOutcome, Refusal {}

    /** @param expiresIn of the access token */
    record Tokens(String accessToken, Duration expiresIn, String refreshToken) implements TokenOutcome {}
}
