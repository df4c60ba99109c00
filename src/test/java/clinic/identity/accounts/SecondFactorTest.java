package clinic.identity.accounts;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Account;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.Identity;
import clinic.identity.SecondFactors;
import clinic.identity.SecondFactors.Confirmed;
import clinic.identity.SecondFactors.Enrolment;
import clinic.identity.SecondFactors.TooManyCodes;
import clinic.identity.SecondFactors.WrongCode;
import clinic.identity.accounts.FactorDesk.Judgement;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import clinic.testing.ClinicTest;
import clinic.testing.CodeApp;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@ClinicTest
@RecordApplicationEvents
class SecondFactorTest {

    private static final String PASSWORD = "seven small brown otters";

    @Autowired
    Identity identity;

    @Autowired
    SecondFactors factors;

    @Autowired
    FactorDesk desk;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEvents events;

    private final String remote = "test-" + UUID.randomUUID();
    private Account account;
    private Actor owner;

    @BeforeEach
    void aPatient() {
        account = enrol();
        owner = account.actor(UUID.randomUUID());
    }

    /** The test vectors of RFC 6238, whose codes have eight digits; an app shows the last six. */
    @Test
    void theCodesAreThoseOfTheStandard() {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(Totp.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
    }

    @Test
    void bytesAreWrittenAsTheStandardSays() {
        assertThat(Base32.of("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Base32.of("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
        assertThat(Base32.read(" mzxw-6ytb 01")).isEqualTo("MZXW6YTBOI");
    }

    @Test
    void anAppCountsOnceItHasShownACode() {
        Enrolment enrolment = factors.enrolment(owner);
        assertThat(enrolment.uri())
                .startsWith("otpauth://totp/Harbour%20Clinic:")
                .contains("secret=" + enrolment.secret(), "issuer=Harbour%20Clinic");
        assertThat(factors.enrolment(owner, enrolment.id())).isEqualTo(enrolment);
        assertThat(factors.of(owner).appSince()).isNull();
        assertThat(factors.confirm(owner, enrolment.id(), "000000", remote)).isInstanceOf(WrongCode.class);

        Confirmed confirmed = (Confirmed) factors.confirm(owner, enrolment.id(), code(enrolment), remote);

        assertThat(confirmed.recoveryCodes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([A-Z2-7]{4}-){5}[A-Z2-7]{4}"));
        assertThat(factors.of(owner).appSince()).isEqualTo(clock.instant());
        assertThat(factors.of(owner).recoveryCodes()).isEqualTo(10);
        assertThat(mails()).containsExactly(Mail.FACTOR_ADDED);
    }

    @Test
    void aSecretThatWaitedTooLongIsReplaced() {
        Enrolment first = factors.enrolment(owner);
        clock.advance(Duration.ofMinutes(15));

        assertThat(factors.confirm(owner, first.id(), code(first), remote)).isInstanceOf(WrongCode.class);
        assertThat(factors.enrolment(owner).secret()).isNotEqualTo(first.secret());
    }

    @Test
    void nobodyIsShownTheSecretOfAnotherBrowserNorConfirmsIt() {
        Enrolment strangers = factors.enrolment(owner);
        Enrolment owners = factors.enrolment(owner);

        assertThat(owners.secret()).isNotEqualTo(strangers.secret());
        assertThat(factors.confirm(owner, strangers.id(), code(strangers), remote))
                .isInstanceOf(WrongCode.class);
        assertThat(factors.enrolment(owner, owners.id())).isEqualTo(owners);
        assertThat(factors.confirm(owner, owners.id(), code(owners), remote)).isInstanceOf(Confirmed.class);
    }

    @Test
    void aCodeIsGoodForHalfAMinuteMoreOrLess() {
        Enrolment enrolment = enrolled();
        clock.advance(Duration.ofHours(1));
        Instant now = clock.instant();

        assertThat(judged(code(enrolment, now.minusSeconds(60)))).isEqualTo(Judgement.WRONG);
        assertThat(judged(code(enrolment, now.plusSeconds(60)))).isEqualTo(Judgement.WRONG);
        assertThat(judged(code(enrolment, now.minusSeconds(30)))).isEqualTo(Judgement.RIGHT);
        assertThat(judged(code(enrolment, now.plusSeconds(30)))).isEqualTo(Judgement.RIGHT);
    }

    @Test
    void aCodeIsGoodOnceAndNoneBeforeItAfterwards() {
        Enrolment enrolment = enrolled();
        assertThat(judged(code(enrolment))).as("used to confirm").isEqualTo(Judgement.WRONG);
        clock.advance(Duration.ofMinutes(1));

        assertThat(judged(code(enrolment))).isEqualTo(Judgement.RIGHT);
        assertThat(judged(code(enrolment))).isEqualTo(Judgement.WRONG);
        assertThat(judged(code(enrolment, clock.instant().minusSeconds(30)))).isEqualTo(Judgement.WRONG);
    }

    @Test
    void ofManyUsesOfOneCodeAtOnceExactlyOneWorks() throws Exception {
        Enrolment enrolment = enrolled();
        clock.advance(Duration.ofMinutes(1));
        String code = code(enrolment);

        List<Judgement> judgements = atOnce(20, n -> judged(code));

        assertThat(judgements).filteredOn(Judgement.RIGHT::equals).hasSize(1);
    }

    @Test
    void aRecoveryCodeWorksOnceHoweverItIsTypedAndTheOwnerIsTold() throws Exception {
        List<String> codes = recoveryCodes();
        String typed = " " + codes.getFirst().toLowerCase(java.util.Locale.ROOT).replace("-", " ");

        List<Judgement> judgements = atOnce(20, n -> judged(typed));

        assertThat(judgements).filteredOn(Judgement.RIGHT::equals).hasSize(1);
        assertThat(factors.of(owner).recoveryCodes()).isEqualTo(9);
        assertThat(mailsStored()).contains("RECOVERY_CODE_USED");
        assertThat(judged("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")).isEqualTo(Judgement.WRONG);
    }

    @Test
    void nobodyUsesAnotherPersonsCodes() {
        List<String> codes = recoveryCodes();
        Account other = enrol();

        assertThat(desk.judge(other, codes.getFirst())).isEqualTo(Judgement.WRONG);
        assertThat(judged(codes.getFirst())).isEqualTo(Judgement.RIGHT);
    }

    @Test
    void newRecoveryCodesMakeTheOldOnesWorthless() {
        List<String> codes = recoveryCodes();

        List<String> fresh = factors.renewRecoveryCodes(owner);

        assertThat(judged(codes.getFirst())).isEqualTo(Judgement.WRONG);
        assertThat(judged(fresh.getFirst())).isEqualTo(Judgement.RIGHT);
        assertThat(mails()).contains(Mail.RECOVERY_CODES_MADE);
    }

    @Test
    void recoveryCodesWithoutAnAppAreRefused() {
        assertThatThrownBy(() -> factors.renewRecoveryCodes(owner)).isInstanceOf(Invalid.class);
    }

    @Test
    void anAppThatIsRemovedTakesItsCodesWithIt() {
        List<String> codes = recoveryCodes();

        factors.remove(owner);

        assertThat(factors.of(owner).appSince()).isNull();
        assertThat(judged(codes.getFirst())).isEqualTo(Judgement.WRONG);
        assertThat(mails()).contains(Mail.FACTOR_REMOVED);
    }

    @Test
    void aNewAppTakesThePlaceOfTheOldOneOnlyWhenItIsConfirmed() {
        Enrolment old = enrolled();
        clock.advance(Duration.ofMinutes(1));
        Enrolment fresh = factors.enrolment(owner);
        assertThat(judged(code(old))).isEqualTo(Judgement.RIGHT);
        clock.advance(Duration.ofMinutes(1));

        assertThat(factors.confirm(owner, fresh.id(), code(fresh), remote)).isInstanceOf(Confirmed.class);

        clock.advance(Duration.ofMinutes(1));
        assertThat(judged(code(old))).isEqualTo(Judgement.WRONG);
        assertThat(judged(code(fresh))).isEqualTo(Judgement.RIGHT);
    }

    @Test
    void guessingAtTheFirstCodeIsSlowedDown() {
        UUID shown = factors.enrolment(owner).id();

        assertThat(IntStream.range(0, 11).mapToObj(n -> factors.confirm(owner, shown, "00000" + n % 10, remote)))
                .last()
                .isInstanceOf(TooManyCodes.class);
    }

    @Test
    void neitherSecretNorCodeIsInTheDatabaseOrItsAuditTrail() {
        Enrolment enrolment = factors.enrolment(owner);
        List<String> codes =
                ((Confirmed) factors.confirm(owner, enrolment.id(), code(enrolment), remote)).recoveryCodes();

        String stored = String.join("\n", texts("authenticator"), texts("recovery_code"), texts("audit_entry"));

        assertThat(stored)
                .contains(account.id().value().toString())
                .doesNotContain(enrolment.secret())
                .doesNotContain(java.util.HexFormat.of().formatHex(CodeApp.bytes(enrolment.secret())));
        assertThat(codes).noneMatch(stored::contains);
        assertThat(database.behindTheWalls()
                        .sql(
                                "select count(*) from audit_entry where kind = 'authenticator' and after ->> 'secret' <> '•••'"
                                        + " and after ->> 'secret' <> '••• changed'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private String texts(String table) {
        return String.join(
                "\n",
                database.behindTheWalls()
                        .sql("select cast(t as text) from " + table + " t")
                        .query(String.class)
                        .list());
    }

    private Account enrol() {
        return identity.enrol(
                Actor.system(UUID.randomUUID()),
                "factor-" + UUID.randomUUID() + "@people.example",
                "Fay Factor",
                Role.PATIENT,
                null,
                PASSWORD);
    }

    private Enrolment enrolled() {
        Enrolment enrolment = factors.enrolment(owner);
        assertThat(factors.confirm(owner, enrolment.id(), code(enrolment), remote))
                .isInstanceOf(Confirmed.class);
        return enrolment;
    }

    private List<String> recoveryCodes() {
        Enrolment enrolment = factors.enrolment(owner);
        return ((Confirmed) factors.confirm(owner, enrolment.id(), code(enrolment), remote)).recoveryCodes();
    }

    private Judgement judged(String code) {
        return desk.judge(account, code);
    }

    private String code(Enrolment enrolment) {
        return code(enrolment, clock.instant());
    }

    private static String code(Enrolment enrolment, Instant at) {
        return new CodeApp(enrolment.secret()).code(at);
    }

    private List<Mail> mails() {
        return events.stream(AccountMailWanted.class)
                .filter(event -> event.account().equals(account.id()))
                .map(AccountMailWanted::mail)
                .toList();
    }

    private List<String> mailsStored() {
        return database.behindTheWalls()
                .sql("select purpose from message where account_id = :id")
                .param("id", account.id().value())
                .query(String.class)
                .list();
    }
}
