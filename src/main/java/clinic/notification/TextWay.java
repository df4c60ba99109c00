package clinic.notification;

import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.notification.Facts.Visit;
import clinic.notification.Outbox.Claimed;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.SystemAct;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.sms.PhoneNumbers;
import clinic.sms.PhoneNumbers.PhoneNumber;
import clinic.sms.SmsGateway;
import clinic.sms.SmsText;
import clinic.sms.TextMessage;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * By text message, to patients: the place, what happened and when, and in a reminder the number to ring. In the quiet hours
 * none goes, unless what it tells of would have begun when they end: then news goes at once, and a reminder not any more.
 */
@Component
class TextWay implements Way {

    /** What a patient's telephone shows as one, and the clinic pays as so many; of Arabic letters less than half fit into each. */
    private static final int SEGMENTS = 2;

    private static final int SEGMENTS_OF_ARABIC = 3;

    private final Patients patients;
    private final Directory directory;
    private final Identity identity;
    private final Languages languages;
    private final PhoneNumbers numbers;
    private final QuietHours quiet;
    private final @Nullable SmsGateway gateway;

    TextWay(
            Patients patients,
            Directory directory,
            Identity identity,
            Languages languages,
            PhoneNumbers numbers,
            QuietHours quiet,
            @Nullable SmsGateway gateway) {
        this.patients = patients;
        this.directory = directory;
        this.identity = identity;
        this.languages = languages;
        this.numbers = numbers;
        this.quiet = quiet;
        this.gateway = gateway;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isOpen() {
        return gateway != null;
    }

    @Override
    public Outgoing write(Claimed claimed, Instant now) {
        Actor system = SystemAct.actor();
        Facts facts = claimed.facts();
        Visit visit = Objects.requireNonNull(facts.visit(), "Only visits are texted about");
        Location location = directory.location(system, visit.location());
        Optional<Instant> untilQuietEnds = quiet.until(now, location.zone());
        if (untilQuietEnds.isPresent()) {
            if (!beginsBy(untilQuietEnds.get(), visit, now)) {
                return new NotYet(untilQuietEnds.get());
            }
            if (facts.purpose() == Purpose.REMINDER) {
                return new NotNeeded("LATE");
            }
        }
        Patient patient;
        try {
            patient = patients.patient(system, new PatientId(facts.recipientId()));
        } catch (NotFound e) {
            return new NotNeeded("NO_RECIPIENT");
        }
        Optional<PhoneNumber> number =
                Optional.ofNullable(patient.phone()).flatMap(numbers::read).filter(PhoneNumber::takesTexts);
        if (number.isEmpty()) {
            return new NotNeeded("NO_NUMBER");
        }
        Words words = languages.of(Optional.ofNullable(patient.account())
                .flatMap(identity::active)
                .map(Account::locale)
                .orElse(null));
        TextMessage text = new TextMessage(claimed.id(), number.get().e164(), text(facts, location, words));
        return new Ready(() -> handOver(text));
    }

    /** Whether the visit begins, or would have begun before a move, while nobody is told. */
    private static boolean beginsBy(Instant end, Visit visit, Instant now) {
        return Stream.of(Optional.of(visit.start()), Optional.ofNullable(visit.oldStart()))
                .flatMap(Optional::stream)
                .anyMatch(start -> start.isAfter(now) && !start.isAfter(end));
    }

    private static String text(Facts facts, Location location, Words words) {
        String ring = facts.purpose() == Purpose.REMINDER && location.phone() != null
                ? " " + words.say("sms.ring", Map.of("phone", location.phone()))
                : "";
        return text(location.name(), Notice.of(facts, location.zone(), words) + ring, words);
    }

    /** A long name of a place is cut, so that the text stays short; the time and what happened never are. */
    static String text(String place, String notice, Words words) {
        int most = most(words);
        String named = place;
        while (SmsText.of(said(named, notice, words)).segments().size() > most && !named.isEmpty()) {
            named = named.substring(0, named.offsetByCodePoints(named.length(), -1));
        }
        return said(named.strip(), notice, words);
    }

    private static int most(Words words) {
        return words.direction().equals("rtl") ? SEGMENTS_OF_ARABIC : SEGMENTS;
    }

    /** Without the marks of fine printing, any one of which more than halves what fits into a message (3GPP TS 23.038). */
    private static String said(String place, String notice, Words words) {
        return (words.isolated(place) + words.say("letter.colon") + " " + notice)
                .replace('’', '\'')
                .replace('\u00A0', ' ')
                .replace('\u202F', ' ');
    }

    private void handOver(TextMessage text) throws NotCarried {
        try {
            Objects.requireNonNull(gateway, "Text messages wait until there is a gateway")
                    .send(text);
        } catch (SmsGateway.NotSent e) {
            throw new NotCarried(
                    switch (e.why()) {
                        case UNREACHABLE -> NotCarried.Why.UNREACHABLE;
                        case REFUSED -> NotCarried.Why.REFUSED;
                        case BAD_NUMBER -> NotCarried.Why.BAD_NUMBER;
                    });
        }
    }
}
