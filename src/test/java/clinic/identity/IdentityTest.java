package clinic.identity;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.Identity.Accepted;
import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.OpenLink;
import clinic.identity.Identity.SignUp;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@ClinicTest
@RecordApplicationEvents
class IdentityTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final String OTHER = "eight large grey herons";

    @Autowired
    Identity identity;

    @Autowired
    Vault vault;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEvents events;

    private final String email = "reed." + UUID.randomUUID() + "@mail.example";
    private final String remote = "test-" + UUID.randomUUID();

    @Test
    void whoeverSignsUpSignsInOnceTheAddressIsProved() {
        signUp(email, PASSWORD);
        assertThat(identity.signIn(email, PASSWORD, remote)).isInstanceOf(WrongCredentials.class);

        String token = link(email, LinkPurpose.VERIFY);
        assertThat(identity.peek(token)).contains(new OpenLink(LinkPurpose.VERIFY, email, "Robin Reed"));
        assertThat(identity.verify(token, remote)).isInstanceOf(LinkUsed.class);
        assertThat(identity.peek(token)).isEmpty();

        assertThat(identity.signIn(" " + email.toUpperCase(java.util.Locale.ROOT), PASSWORD, remote))
                .isInstanceOfSatisfying(SignedIn.class, signedIn -> {
                    assertThat(signedIn.account().role()).isEqualTo(Role.PATIENT);
                    assertThat(signedIn.account().person()).isNotNull();
                });
    }

    @Test
    void aPatientsRecordComesWithTheAccount() {
        signUp(email, PASSWORD);

        PatientSignedUp signedUp = events.stream(PatientSignedUp.class)
                .filter(event -> event.email().equals(email))
                .findFirst()
                .orElseThrow();
        assertThat(database.behindTheWalls()
                        .sql("select account_id from patient where id = :id")
                        .param("id", signedUp.person())
                        .query(UUID.class)
                        .single())
                .isEqualTo(signedUp.account().value());
    }

    @Test
    void aKnownAddressIsToldByMailOnly() {
        prove(email, PASSWORD);

        assertThat(signUp(email, OTHER)).isEqualTo(new Accepted());
        assertThat(signUp("new-" + email, OTHER)).isEqualTo(new Accepted());
        assertThat(mails(email)).containsExactly(Mail.VERIFY_ADDRESS, Mail.ALREADY_SIGNED_UP);
        assertThat(identity.signIn(email, OTHER, remote)).isInstanceOf(WrongCredentials.class);
        assertThat(identity.signIn(email, PASSWORD, remote)).isInstanceOf(SignedIn.class);
    }

    @Test
    void whenTwoSignUpForOneAddressOnlyItsMailboxDecides() {
        signUp(email, PASSWORD);
        String first = link(email, LinkPurpose.VERIFY);
        signUp(email, OTHER);

        assertThat(identity.verify(first, remote)).isInstanceOf(LinkInvalid.class);
        assertThat(mails(email)).containsExactly(Mail.VERIFY_ADDRESS, Mail.RESET_PASSWORD);
        assertThat(identity.setPassword(link(email, LinkPurpose.RESET), "nine quiet white swans", remote))
                .isInstanceOf(LinkUsed.class);
        assertThat(identity.signIn(email, PASSWORD, remote)).isInstanceOf(WrongCredentials.class);
        assertThat(identity.signIn(email, OTHER, remote)).isInstanceOf(WrongCredentials.class);
        assertThat(identity.signIn(email, "nine quiet white swans", remote)).isInstanceOf(SignedIn.class);
    }

    @Test
    void signingUpAgainWithTheSamePasswordSendsTheLinkAgain() {
        signUp(email, PASSWORD);
        String first = link(email, LinkPurpose.VERIFY);
        signUp(email, PASSWORD);

        assertThat(mails(email)).containsExactly(Mail.VERIFY_ADDRESS, Mail.VERIFY_ADDRESS);
        assertThat(identity.verify(first, remote)).isInstanceOf(LinkUsed.class);
    }

    @Test
    void everythingWrongWithASignUpIsSaidAtOnce() {
        assertThatThrownBy(() -> identity.signUp(
                        new SignUp("nowhere", "short", " ", null, "none", "!!", "Mars/Olympus"), remote))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(Invalid.Problem::field)
                                .containsExactlyInAnyOrder("email", "name", "password", "locale", "zone", "phone"));
    }

    @Test
    void ofFiftyUsesOfOneLinkExactlyOneWorks() throws Exception {
        signUp(email, PASSWORD);
        String token = link(email, LinkPurpose.VERIFY);

        List<Identity.LinkOutcome> outcomes = atOnce(50, n -> identity.verify(token, "test-" + UUID.randomUUID()));

        assertThat(outcomes).filteredOn(LinkUsed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(LinkInvalid.class::isInstance).hasSize(49);
    }

    @Test
    void ofTwoResetLinksUsedAtOnceExactlyOneSetsThePassword() throws Exception {
        prove(email, PASSWORD);
        List<String> tokens = List.of(link(email, LinkPurpose.RESET), link(email, LinkPurpose.RESET));

        List<Identity.LinkOutcome> outcomes =
                atOnce(2, n -> identity.setPassword(tokens.get(n), "a new password number " + n, remote));

        assertThat(outcomes).filteredOn(LinkUsed.class::isInstance).hasSize(1);
    }

    @Test
    void aLinkTooOldOrForAnotherPurposeDoesNothing() {
        signUp(email, PASSWORD);
        String verify = link(email, LinkPurpose.VERIFY);
        String reset = link(email, LinkPurpose.RESET);

        assertThat(identity.verify(reset, remote)).isInstanceOf(LinkInvalid.class);
        assertThat(identity.setPassword(verify, OTHER, remote)).isInstanceOf(LinkInvalid.class);
        clock.advance(Duration.ofDays(2));
        assertThat(identity.verify(verify, remote)).isInstanceOf(LinkInvalid.class);
        assertThat(identity.setPassword(reset, OTHER, remote)).isInstanceOf(LinkInvalid.class);
    }

    @Test
    void aPasswordThatIsRefusedLeavesTheLinkGood() {
        prove(email, PASSWORD);
        String reset = link(email, LinkPurpose.RESET);

        assertThatThrownBy(() -> identity.setPassword(reset, "too short", remote))
                .isInstanceOf(Invalid.class);
        assertThat(identity.setPassword(reset, OTHER, remote)).isInstanceOf(LinkUsed.class);
        assertThat(mails(email)).contains(Mail.PASSWORD_CHANGED);
    }

    @Test
    void askingForAResetAnswersTheSameForEverybody() {
        prove(email, PASSWORD);

        assertThat(identity.requestReset(email, remote)).isEqualTo(new Accepted());
        assertThat(identity.requestReset("nobody-" + email, remote)).isEqualTo(new Accepted());
        assertThat(mails(email)).contains(Mail.RESET_PASSWORD);
    }

    @Test
    void aRefreshTokenRotates() {
        Tokens first = tokens(prove(email, PASSWORD));

        Tokens second = (Tokens) identity.refresh(first.refreshToken());

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(identity.bearer(second.accessToken())).isPresent();
        assertThat(identity.refresh(second.refreshToken())).isInstanceOf(Tokens.class);
    }

    @Test
    void usingARefreshTokenTwiceEndsItsFamilyButNoOther() {
        Account account = prove(email, PASSWORD);
        Tokens first = tokens(account);
        Tokens elsewhere = tokens(account);
        Tokens second = (Tokens) identity.refresh(first.refreshToken());

        assertThat(identity.refresh(first.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(identity.refresh(second.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(identity.refresh(elsewhere.refreshToken())).isInstanceOf(Tokens.class);
    }

    @Test
    void ofManyUsesOfOneRefreshTokenAtOnceExactlyOneWins() throws Exception {
        Tokens first = tokens(prove(email, PASSWORD));

        List<Identity.TokenOutcome> outcomes = atOnce(20, n -> identity.refresh(first.refreshToken()));

        assertThat(outcomes).filteredOn(Tokens.class::isInstance).hasSize(1);
    }

    @Test
    void aRevokedOrAgedRefreshTokenIsWorthless() {
        Account account = prove(email, PASSWORD);
        Tokens revoked = tokens(account);
        Tokens aged = tokens(account);
        identity.revoke(revoked.refreshToken());
        identity.revoke("never was one");
        clock.advance(Duration.ofDays(30));

        assertThat(identity.refresh(revoked.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(identity.refresh(aged.refreshToken())).isInstanceOf(WrongCredentials.class);
    }

    @Test
    void anAccessTokenLastsTenMinutesAndIsOnlyOurs() {
        Tokens tokens = tokens(prove(email, PASSWORD));
        String[] parts = tokens.accessToken().split("\\.");

        assertThat(identity.bearer(tokens.accessToken())).isPresent();
        assertThat(identity.bearer(parts[0] + "." + parts[1] + "." + "A".repeat(86)))
                .isEmpty();
        assertThat(identity.bearer("eyJhbGciOiJub25lIn0." + parts[1] + ".")).isEmpty();
        assertThat(identity.bearer(tokens.refreshToken())).isEmpty();
        assertThat(identity.bearer("")).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
    }

    @Test
    void blockingEndsEveryTokenAtOnceAndUnblockingRevivesNone() {
        Account account = prove(email, PASSWORD);
        Tokens tokens = tokens(account);
        Actor admin = admin();

        assertThat(identity.block(admin, account.id(), true).blocked()).isTrue();
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(identity.active(account.id())).isEmpty();
        assertThat(identity.signIn(email, PASSWORD, remote)).isInstanceOf(WrongCredentials.class);

        identity.block(admin, account.id(), false);
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(identity.refresh(tokens.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(identity.signIn(email, PASSWORD, remote)).isInstanceOf(SignedIn.class);
    }

    @Test
    void aNewPasswordEndsEveryToken() {
        Tokens tokens = tokens(prove(email, PASSWORD));

        identity.setPassword(link(email, LinkPurpose.RESET), OTHER, remote);

        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(identity.refresh(tokens.refreshToken())).isInstanceOf(WrongCredentials.class);
        assertThat(identity.signIn(email, OTHER, remote)).isInstanceOf(SignedIn.class);
    }

    @Test
    void whoIsInvitedChoosesThePasswordAndIsProvedByIt() {
        Actor admin = admin();
        Account invited = identity.invite(admin, email, "Dr. Ana Solis", Role.ADMIN, null);

        assertThat(mails(email)).containsExactly(Mail.INVITATION);
        assertThat(identity.signIn(email, PASSWORD, remote)).isInstanceOf(WrongCredentials.class);
        identity.setPassword(link(email, LinkPurpose.INVITE), PASSWORD, remote);
        assertThat(identity.signIn(email, PASSWORD, remote))
                .isInstanceOfSatisfying(
                        SignedIn.class,
                        signedIn -> assertThat(signedIn.account().id()).isEqualTo(invited.id()));
        assertThatThrownBy(() -> identity.invite(admin, email, "Dr. Ana Solis", Role.ADMIN, null))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(Invalid.Problem::code)
                                .containsExactly("TAKEN"));
    }

    @Test
    void adminsFindAccountsByTheBeginningOfAnyWord() {
        String word = "z" + UUID.randomUUID().toString().replace("-", "");
        Actor admin = admin();
        AccountId older = identity.invite(admin, "a-" + email, "Ines " + word, Role.ADMIN, null)
                .id();
        AccountId newer = identity.invite(admin, "b-" + email, word + " Berg", Role.ADMIN, null)
                .id();

        assertThat(identity.accounts(admin, word.substring(0, 20).toUpperCase(java.util.Locale.ROOT), null, 10, null))
                .extracting(Account::id)
                .containsExactly(newer, older);
        assertThat(identity.accounts(admin, word.substring(0, 20), null, 10, newer))
                .extracting(Account::id)
                .containsExactly(older);
        assertThat(identity.accounts(admin, word.substring(1, 20), null, 10, null))
                .isEmpty();
        assertThat(identity.accounts(admin, word, Role.DOCTOR, 10, null)).isEmpty();
    }

    @Test
    void onlyAdminsKeepOrderAndNotOverThemselves() {
        Account patient = prove(email, PASSWORD);
        Actor self = patient.actor(UuidCreator.getTimeOrderedEpoch());
        Actor admin = admin();

        assertThat(identity.me(self)).isEqualTo(patient);
        assertThatThrownBy(() -> identity.account(self, patient.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> identity.accounts(self, null, null, 10, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> identity.block(self, patient.id(), true)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> identity.block(admin, new AccountId(admin.id()), true))
                .isInstanceOf(Invalid.class);
        assertThat(identity.rename(admin, patient.id(), "  Robin O’Hara ").name())
                .isEqualTo("Robin O’Hara");
    }

    private Account prove(String address, String password) {
        signUp(address, password);
        return ((LinkUsed) identity.verify(link(address, LinkPurpose.VERIFY), remote)).account();
    }

    private Identity.SignUpOutcome signUp(String address, String password) {
        return identity.signUp(new SignUp(address, password, "Robin Reed", null, null, null, null), remote);
    }

    private Tokens tokens(Account account) {
        return (Tokens) identity.issueTokens(account.email(), PASSWORD, null, remote, null);
    }

    private String link(String address, LinkPurpose purpose) {
        return identity.issueLink(system(), idOf(address), purpose).orElseThrow();
    }

    private AccountId idOf(String address) {
        return database.accountOf(address, vault);
    }

    private List<Mail> mails(String address) {
        AccountId id = idOf(address);
        return events.stream(AccountMailWanted.class)
                .filter(wanted -> wanted.account().equals(id))
                .map(AccountMailWanted::mail)
                .toList();
    }

    private Actor admin() {
        return identity.enrol(
                        system(),
                        "admin-" + UUID.randomUUID() + "@clinic.example",
                        "Ada Min",
                        Role.ADMIN,
                        null,
                        PASSWORD)
                .actor(UuidCreator.getTimeOrderedEpoch());
    }

    private static Actor system() {
        return Actor.system(UuidCreator.getTimeOrderedEpoch());
    }
}
