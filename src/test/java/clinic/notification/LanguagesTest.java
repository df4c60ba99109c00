package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentId;
import clinic.directory.DoctorId;
import clinic.identity.Identity;
import clinic.identity.Identity.SignUp;
import clinic.notification.Facts.Visit;
import clinic.notification.LetterWriter.Result;
import clinic.notification.LetterWriter.Written;
import clinic.notification.Outbox.Claimed;
import clinic.notification.Practice.Someone;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Who is written to in which language, in a clinic that itself speaks French. */
@ClinicTest
@TestPropertySource(properties = "clinic.language=fr")
@Import(Practice.class)
@ExtendWith(OutputCaptureExtension.class)
class LanguagesTest {

    /** Of patient, note and reason, kind of visit and specialty. */
    private static final List<String> NOBODYS_BUSINESS = List.of("zebedee", "zebra", "zoster", "zymology");

    @Autowired
    private Practice practice;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private Notifications notifications;

    @Autowired
    private Identity identity;

    @Autowired
    private Transactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    static List<String> languages() {
        return Words.LANGUAGES;
    }

    /** Every mail there is, as each of its recipients gets it. */
    @ParameterizedTest
    @MethodSource("languages")
    void everyMailIsInTheLanguageOfItsReaderAndTellsNobodysBusiness(String language, CapturedOutput output) {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        identity.changeLocale(patient.actor(), language);
        identity.changeLocale(doctor.actor(), language);
        AppointmentId id = practice.request(patient, patient, doctor);
        practice.move(doctor, id, null);
        Words words = Words.in(language);

        Stream<Claimed> mails = Arrays.stream(Purpose.values())
                .filter(purpose -> purpose != Purpose.DIGEST)
                .flatMap(purpose -> mails(purpose, language, id, patient, doctor));

        assertThat(mails).hasSizeGreaterThan(Purpose.values().length).allSatisfy(claimed -> {
            Mail mail = written(claimed);
            Visit visit = claimed.facts().visit();
            String key = Notice.key(claimed.facts());
            assertThat(mail.subject())
                    .as(key)
                    .isEqualTo(words.say(
                            key + ".subject",
                            visit == null
                                    ? Map.of()
                                    : Notice.values(
                                            words, visit, practice.location().zone())));
            assertThat(mail.text())
                    .as(key)
                    .startsWith(words.say("letter.hello"))
                    .contains(words.say(key + ".todo"), words.say("letter.sent-by"));
            assertThat(mail.html())
                    .as(key)
                    .contains("<html lang=\"" + language + "\" dir=\"" + words.direction() + "\">")
                    .contains(words.say("letter.hello"));
            assertThat(List.of(mail.subject(), mail.text(), mail.html(), calendar(mail)))
                    .as(key)
                    .allSatisfy(part ->
                            assertThat(part).doesNotContainIgnoringCase(NOBODYS_BUSINESS.toArray(String[]::new)));
            assertThat(List.of(mail.subject(), calendar(mail)))
                    .as(key)
                    .allSatisfy(part -> assertThat(part).doesNotContain("Osei"));
            if (visit != null) {
                assertThat(mail.text())
                        .as(key)
                        .contains(
                                words.longTime(
                                        visit.start(), practice.location().zone()),
                                words.isolated("Dr Ada Osei"),
                                words.isolated("1 Quay Street"));
            }
        });
        assertThat(output.getAll()).doesNotContainIgnoringCase(NOBODYS_BUSINESS.toArray(String[]::new));
    }

    @Test
    void theClinicsOwnPagesTellThingsInTheReadersLanguageToo() {
        Someone patient = practice.patient();
        practice.bookInstantly(patient, practice.doctor());
        identity.changeLocale(patient.actor(), "de-AT");

        assertThat(notifications.mine(patient.actor(), 1, null).getFirst().text())
                .isEqualTo("Ihr Termin am Di., 24. Nov., 10:40 Uhr (Ortszeit London) ist gebucht.");
        assertThat(notifications.language(patient.actor())).isEqualTo("de");
    }

    @Test
    void whoHasNoAccountIsWrittenToInTheClinicsLanguage() {
        Someone patient = practice.patientAtTheDesk("desk-" + UUID.randomUUID() + "@people.example");
        Someone doctor = practice.doctor();
        AppointmentId id = practice.request(practice.theAdmin(), patient, doctor);

        assertThat(written(mail(Purpose.REQUESTED, Recipient.PATIENT, id, patient, doctor))
                        .text())
                .startsWith("Bonjour,");
    }

    @Test
    void soIsWhoChoseALanguageThatHasNoWords() {
        Someone patient = practice.patient();
        practice.bookInstantly(patient, practice.doctor());
        identity.changeLocale(patient.actor(), "pl");

        assertThat(notifications.mine(patient.actor(), 1, null).getFirst().text())
                .startsWith("Votre rendez-vous du");
        assertThat(notifications.language(patient.actor())).isEqualTo("fr");
    }

    @Test
    void andWhoSignsUpOrIsInvitedWithoutSayingAnother() {
        UUID admin = practice.account(Role.ADMIN);
        Actor actor = new Actor(Role.ADMIN, admin, null, UUID.randomUUID());
        String invited = "invited-" + UUID.randomUUID() + "@people.example";
        String newcomer = "newcomer-" + UUID.randomUUID() + "@people.example";

        identity.invite(actor, invited, "Ida Invited", Role.ADMIN, null);
        identity.signUp(
                new SignUp(newcomer, "seven small brown otters", "Nina New", null, null, null, null), "192.0.2.7");

        assertThat(List.of(invited, newcomer))
                .allSatisfy(email -> assertThat(identity.accounts(actor, email, null, 1, null))
                        .singleElement()
                        .satisfies(account -> assertThat(account.locale()).isEqualTo("fr")));
    }

    @Test
    void whatIsNoLanguageIsNotChosen() {
        Someone patient = practice.patient();

        for (String wrong : List.of("", "x", "not a language", "e".repeat(40))) {
            assertThatThrownBy(() -> identity.changeLocale(patient.actor(), wrong))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void aLanguageIsChosenForOneselfAndTheAuditTrailTellsIt() {
        Someone patient = practice.patient();
        Someone another = practice.patient();
        String before = identity.me(another.actor()).locale();

        identity.changeLocale(patient.actor(), "ar");

        assertThat(identity.me(patient.actor()).locale()).isEqualTo("ar");
        assertThat(identity.me(another.actor()).locale()).isEqualTo(before);
        assertThat(database.behindTheWalls()
                        .sql("""
                                select count(*) from audit_entry
                                where kind = 'account' and record_id = :record and actor_id = :actor and after ->> 'locale' = 'ar'
                                """)
                        .param("record", patient.actor().id().toString())
                        .param("actor", patient.actor().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private Stream<Claimed> mails(Purpose purpose, String language, AppointmentId id, Someone patient, Someone doctor) {
        if (purpose.compareTo(Purpose.VERIFY_ADDRESS) >= 0) {
            return Stream.of(new Claimed(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    1,
                    Channel.EMAIL,
                    new Facts(purpose, Recipient.ACCOUNT, inNeedOf(purpose, language), null, null)));
        }
        List<Claimed> mails = new ArrayList<>();
        if (purpose != Purpose.HANDED_OVER && purpose != Purpose.TAKEN_BACK) {
            mails.add(mail(purpose, Recipient.PATIENT, id, patient, doctor));
        }
        if (purpose.isMailedToDoctors()) {
            mails.add(mail(purpose, Recipient.DOCTOR, id, doctor, doctor));
        }
        return mails.stream();
    }

    /** An account whose owner the mail is for: only one that was never proved is asked to be. */
    private UUID inNeedOf(Purpose purpose, String language) {
        UUID id = practice.account(Role.PATIENT);
        String change = purpose == Purpose.VERIFY_ADDRESS
                ? "update account set locale = :locale, verified_at = null, password_hash = 'none' where id = :id"
                : "update account set locale = :locale where id = :id";
        transactions.as(
                Actor.system(UUID.randomUUID()),
                () -> jdbc.sql(change).param("id", id).param("locale", language).update());
        return id;
    }

    private Claimed mail(Purpose purpose, Recipient recipient, AppointmentId id, Someone to, Someone doctor) {
        UUID message = database.behindTheWalls()
                .sql("select id from message where appointment_id = :id order by transition desc limit 1")
                .param("id", id.value())
                .query(UUID.class)
                .single();
        Visit visit = new Visit(
                id, new DoctorId(doctor.id()), practice.location().id(), Practice.WEDNESDAY, Practice.TUESDAY);
        return new Claimed(
                message, UUID.randomUUID(), 1, Channel.EMAIL, new Facts(purpose, recipient, to.id(), visit, null));
    }

    private Mail written(Claimed claimed) {
        Result result = writer.write(claimed, clock.instant());
        assertThat(result).isInstanceOf(Written.class);
        return ((Written) result).mail();
    }

    private static String calendar(Mail mail) {
        return mail.calendar() == null ? "" : mail.calendar().text();
    }
}
