package clinic.notification;

import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.sms.PhoneNumbers;
import clinic.sms.PhoneNumbers.PhoneNumber;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what patients and doctors want to hear by which way. */
@Component
class ChosenWays implements NotificationPreferences {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Patients patients;
    private final PhoneNumbers numbers;
    private final TextWay way;

    ChosenWays(Transactions transactions, JdbcClient jdbc, Patients patients, PhoneNumbers numbers, TextWay way) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.patients = patients;
        this.numbers = numbers;
        this.way = way;
    }

    @Override
    public List<Preference> of(Actor actor) {
        return transactions.as(
                actor,
                () -> jdbc.sql("""
                        select k.kind, wants(:whose, :person, k.kind, 'EMAIL') as email, wants(:whose, :person, k.kind, 'SMS') as sms
                        from unnest(cast(:kinds as text[])) with ordinality k (kind, place) order by k.place
                        """)
                        .param("whose", Recipient.of(actor).name())
                        .param("person", person(actor))
                        .param(
                                "kinds",
                                Sql.texts(kinds(actor).stream().map(Kind::name).toList()))
                        .query((row, n) -> new Preference(
                                Kind.valueOf(row.getString("kind")), row.getBoolean("email"), row.getBoolean("sms")))
                        .list());
    }

    @Override
    public List<Preference> choose(Actor actor, List<Preference> wanted) {
        return transactions.as(actor, () -> {
            check(actor, wanted);
            wanted.forEach(preference -> keep(actor, preference));
            return of(actor);
        });
    }

    private void check(Actor actor, List<Preference> wanted) {
        Invalid.Check check = new Invalid.Check();
        boolean reachedByText = texts(actor).number() != null;
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        for (int i = 0; i < wanted.size(); i++) {
            Preference preference = wanted.get(i);
            Kind kind = preference.kind();
            String at = "kinds[" + i + "].";
            check.that(kinds(actor).contains(kind), at + "kind", "NOT_ALLOWED", "There is no such news for you.");
            check.that(seen.add(kind), at + "kind", "DUPLICATE", "Say each kind once.");
            check.that(
                    !preference.sms() || isTexted(actor, kind),
                    at + "sms",
                    "NOT_ALLOWED",
                    "Of this no text messages are sent; say false.");
            check.that(
                    !kind.isRequired() || preference.email() || preference.sms() && reachedByText,
                    at + "email",
                    "REQUIRED",
                    reachedByText
                            ? "Keep mails or text messages switched on, so that you hear what happens to your visits."
                            : "Keep mails switched on, so that you hear what happens to your visits.");
        }
        check.done();
    }

    private void keep(Actor actor, Preference preference) {
        jdbc.sql("""
                        insert into notification_preference (recipient_kind, recipient_id, kind, email, sms)
                        values (:whose, :person, :kind, :email, :sms)
                        on conflict (recipient_id, recipient_kind, kind) do update set email = excluded.email, sms = excluded.sms
                        """)
                .param("whose", Recipient.of(actor).name())
                .param("person", person(actor))
                .param("kind", preference.kind().name())
                .param("email", preference.email())
                .param("sms", preference.sms())
                .update();
    }

    @Override
    public Texts texts(Actor actor) {
        if (!MessageAccess.patientsAreTexted(actor) || !way.isOpen()) {
            return new Texts(false, null);
        }
        String written = patients.patient(actor, new PatientId(person(actor))).phone();
        return new Texts(
                true,
                Optional.ofNullable(written)
                        .flatMap(numbers::read)
                        .filter(PhoneNumber::takesTexts)
                        .map(PhoneNumber::e164)
                        .orElse(null));
    }

    private static boolean isTexted(Actor actor, Kind kind) {
        return MessageAccess.patientsAreTexted(actor) && kind.isTexted();
    }

    private static List<Kind> kinds(Actor actor) {
        return switch (actor.role()) {
            case PATIENT -> List.of(Kind.CHANGES, Kind.REMINDERS, Kind.OWN_ACTS);
            case DOCTOR -> List.of(Kind.REQUESTS, Kind.CHANGES, Kind.DIGEST);
            case ADMIN, SYSTEM, VISITOR -> throw new NotFound("notification preferences");
        };
    }

    private static UUID person(Actor actor) {
        UUID person = actor.person();
        if (person == null) {
            throw new NotFound("notification preferences");
        }
        return person;
    }
}
