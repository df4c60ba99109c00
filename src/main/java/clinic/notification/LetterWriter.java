package clinic.notification;

import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.notification.Facts.Emergency;
import clinic.notification.Facts.Visit;
import clinic.notification.Letter.Action;
import clinic.notification.Outbox.Claimed;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.SystemAct;
import clinic.reply.Replies;
import clinic.reply.Replies.Occasion;
import clinic.reply.Replies.Reply;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes the mail of one message, from what is known of its recipient now. Names and addresses are read here and nowhere
 * kept. The words are in {@code letters.properties} and its sisters, the look of the HTML in {@code mail/letter.jte}.
 */
@Component
class LetterWriter {

    private final Patients patients;
    private final Directory directory;
    private final Identity identity;
    private final Replies replies;
    private final PageAddresses pages;
    private final Invitations invitations;
    private final Digests digests;
    private final Languages languages;
    private final PartingAddresses parting;
    private final TemplateEngine templates;

    LetterWriter(
            Patients patients,
            Directory directory,
            Identity identity,
            Replies replies,
            PageAddresses pages,
            Invitations invitations,
            Digests digests,
            Languages languages,
            PartingAddresses parting,
            TemplateEngine templates) {
        this.patients = patients;
        this.directory = directory;
        this.identity = identity;
        this.replies = replies;
        this.pages = pages;
        this.invitations = invitations;
        this.digests = digests;
        this.languages = languages;
        this.parting = parting;
        this.templates = templates;
    }

    /** A mail, or why there is none to send. */
    sealed interface Result permits Written, NotNeeded {}

    record Written(Mail mail) implements Result {}

    record NotNeeded(String reason) implements Result {}

    /** To whom a mail goes. @param account whether there is a sign-in to see an appointment with */
    private record Addressee(
            String address, boolean account, @Nullable String locale) {}

    Result write(Claimed claimed, Instant now) {
        Actor system = SystemAct.actor();
        Facts facts = claimed.facts();
        Optional<Addressee> to;
        try {
            to = facts.purpose() == Purpose.ERASED ? whoLeft(system, claimed) : addressee(system, facts);
        } catch (NotFound e) {
            return new NotNeeded("NO_RECIPIENT");
        }
        if (to.isEmpty()) {
            return new NotNeeded("NO_ADDRESS");
        }
        Words words = languages.of(to.get().locale());
        Optional<Letter> letter = letter(system, claimed, to.get(), words);
        if (letter.isEmpty()) {
            return new NotNeeded("NOT_NEEDED");
        }
        return new Written(new Mail(
                claimed.id(),
                to.get().address(),
                letter.get().subject(),
                letter.get().text(words.say("letter.colon")),
                html(letter.get(), words),
                invitations
                        .of(claimed, to.get().address(), page(facts, to.get()), now)
                        .orElse(null),
                now));
    }

    private Optional<Letter> letter(Actor system, Claimed claimed, Addressee to, Words words) {
        Facts facts = claimed.facts();
        Emergency emergency = facts.emergency();
        if (emergency != null) {
            return Optional.of(aboutEmergency(system, facts, emergency, to, words));
        }
        if (facts.visit() != null) {
            return Optional.of(aboutVisit(system, claimed, facts.visit(), to, words));
        }
        return facts.purpose() == Purpose.DIGEST ? digest(claimed, words) : aboutAccount(system, facts, words);
    }

    private Optional<Addressee> addressee(Actor system, Facts facts) {
        return switch (facts.recipient()) {
            case PATIENT -> {
                Patient patient = patients.patient(system, new PatientId(facts.recipientId()));
                Optional<Account> account =
                        Optional.ofNullable(patient.account()).flatMap(identity::active);
                String locale = account.map(Account::locale).orElse(null);
                yield Optional.ofNullable(patient.email())
                        .map(address -> new Addressee(address, account.isPresent(), locale));
            }
            case DOCTOR ->
                Optional.ofNullable(directory
                                .doctor(system, new DoctorId(facts.recipientId()))
                                .account())
                        .flatMap(this::ofAccount);
            case ACCOUNT -> ofAccount(new AccountId(facts.recipientId()));
        };
    }

    private Optional<Addressee> whoLeft(Actor system, Claimed claimed) {
        AccountId id = new AccountId(claimed.facts().recipientId());
        return parting.of(claimed.id())
                .map(address -> new Addressee(
                        address, false, identity.account(system, id).locale()))
                .or(() -> ofAccount(id));
    }

    private Optional<Addressee> ofAccount(AccountId id) {
        return identity.active(id).map(account -> new Addressee(account.email(), true, account.locale()));
    }

    private Letter aboutVisit(Actor system, Claimed claimed, Visit visit, Addressee to, Words words) {
        Facts facts = claimed.facts();
        Doctor doctor = directory.doctor(system, visit.doctor());
        Location location = directory.location(system, visit.location());
        Map<String, String> values = Notice.values(words, visit, location.zone());
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(words.say("letter.when"), words.longTime(visit.start(), location.zone()));
        Instant before = visit.oldStart();
        if (before != null) {
            shown.put(words.say("letter.before"), words.longTime(before, location.zone()));
        }
        shown.put(words.say("letter.doctor"), words.isolated(doctor.name()));
        shown.put(words.say("letter.where"), where(location, words));
        String key = Notice.key(facts);
        return new Letter(
                words.say(key + ".subject", values),
                words.say("letter.hello"),
                words.say(key + ".notice", values),
                shown,
                words.say(key + ".todo", values),
                facts.purpose() == Purpose.REMINDER
                        ? replies(system, claimed, visit, to, words)
                        : to.account() ? List.of(open(facts, visit, words)) : List.of(),
                closing(location, words));
    }

    private Letter aboutEmergency(Actor system, Facts facts, Emergency emergency, Addressee to, Words words) {
        Optional<Location> clinic = directory.locations(system).stream().findFirst();
        ZoneId zone = clinic.map(Location::zone).orElse(ZoneOffset.UTC);
        String key = Notice.key(facts);
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(words.say("letter.at"), words.longTime(emergency.at(), zone));
        shown.put(
                words.say("letter.by"),
                words.isolated(directory.doctor(system, emergency.doctor()).name()));
        return new Letter(
                words.say(key + ".subject"),
                words.say("letter.hello"),
                Notice.of(facts, zone, words),
                shown,
                words.say(key + ".todo"),
                to.account() ? List.of(new Action(words.say("letter.view-access"), pages.access())) : List.of(),
                closing(clinic.orElse(null), words));
    }

    private static List<String> closing(@Nullable Location location, Words words) {
        List<String> closing = new ArrayList<>();
        if (location != null && location.phone() != null) {
            closing.add(words.say("letter.ring", Map.of("location", location.name(), "phone", location.phone())));
        }
        closing.add(words.say("letter.sent-by"));
        return closing;
    }

    private @Nullable String page(Facts facts, Addressee to) {
        Visit visit = facts.visit();
        return visit != null && to.account() && facts.purpose().leavesAPage()
                ? pages.appointment(facts.recipient(), visit.appointment())
                : null;
    }

    /** Who has no account cannot choose another time in the pages, and is given the number to ring. */
    private List<Action> replies(Actor system, Claimed claimed, Visit visit, Addressee to, Words words) {
        Occasion occasion =
                new Occasion(visit.appointment(), new PatientId(claimed.facts().recipientId()), visit.start());
        List<Action> actions = new ArrayList<>();
        actions.add(reply(system, claimed, occasion, Reply.CONFIRM, words));
        if (to.account()) {
            actions.add(new Action(words.say("letter.reply.move"), pages.move(visit.appointment())));
        }
        actions.add(reply(system, claimed, occasion, Reply.CANCEL, words));
        return actions;
    }

    private Action reply(Actor system, Claimed claimed, Occasion occasion, Reply reply, Words words) {
        String label = switch (reply) {
            case CONFIRM -> "letter.reply.confirm";
            case CANCEL -> "letter.reply.cancel";
        };
        return new Action(words.say(label), pages.reply(reply, replies.issue(system, claimed.id(), occasion, reply)));
    }

    private Action open(Facts facts, Visit visit, Words words) {
        return facts.purpose().leavesAPage()
                ? new Action(
                        words.say("letter.view-appointment"), pages.appointment(facts.recipient(), visit.appointment()))
                : new Action(words.say("letter.view-all"), pages.appointments(facts.recipient()));
    }

    private static String where(Location location, Words words) {
        return location.address() == null
                ? words.isolated(location.name())
                : words.say("letter.place", Map.of("location", location.name(), "address", location.address()));
    }

    private Optional<Letter> aboutAccount(Actor system, Facts facts, Words words) {
        LinkPurpose purpose = facts.purpose().link();
        String address = pages.signIn();
        if (purpose != null) {
            Optional<String> token = identity.issueLink(system, new AccountId(facts.recipientId()), purpose);
            if (token.isEmpty()) {
                return Optional.empty();
            }
            address = pages.secret(purpose, token.get());
        }
        return Optional.of(aboutAccount(facts, Map.of(), address, words));
    }

    private Optional<Letter> digest(Claimed claimed, Words words) {
        return digests.of(claimed.id()).filter(digest -> !digest.isEmpty()).map(digest -> {
            Map<String, String> told = new LinkedHashMap<>();
            told.put(words.say("letter.digest.requests"), String.valueOf(digest.requests()));
            told.put(words.say("letter.digest.today"), words.say(digest.today()));
            told.put(words.say("letter.digest.tomorrow"), words.say(digest.tomorrow()));
            return aboutAccount(claimed.facts(), told, pages.day(), words);
        });
    }

    private static Letter aboutAccount(Facts facts, Map<String, String> told, String address, Words words) {
        String key = Notice.key(facts);
        return new Letter(
                words.say(key + ".subject"),
                words.say("letter.hello"),
                words.say(key + ".notice"),
                told,
                words.say(key + ".todo"),
                List.of(new Action(words.say(key + ".action"), address)),
                List.of(words.say("letter.sent-by")));
    }

    private String html(Letter letter, Words words) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lang", words.locale().toLanguageTag());
        values.put("direction", words.direction());
        values.put("subject", letter.subject());
        values.put("hello", letter.hello());
        values.put("notice", letter.notice());
        values.put("facts", letter.facts());
        values.put("todo", letter.todo());
        Map<String, String> actions = new LinkedHashMap<>();
        letter.actions().forEach(action -> actions.put(action.label(), action.address()));
        values.put("actions", actions);
        values.put("closing", letter.closing());
        StringOutput html = new StringOutput();
        templates.render("mail/letter.jte", values, html);
        return html.toString();
    }
}
