package clinic.availability.application;

import clinic.availability.ClaimId;
import clinic.availability.ClaimOutcome;
import clinic.availability.ClaimOutcome.Claimed;
import clinic.availability.ClaimOutcome.Refused;
import clinic.availability.ClaimRequest;
import clinic.availability.Hold;
import clinic.availability.NotBookable;
import clinic.availability.application.FactsReader.Scope;
import clinic.availability.domain.Facts;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.availability.domain.Facts.Place;
import clinic.availability.domain.Gap;
import clinic.availability.domain.HoldStore;
import clinic.availability.domain.Lapse;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.RuleBook;
import clinic.availability.domain.Terms;
import clinic.availability.domain.Wish;
import clinic.directory.RoomId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes time and lets it go. The calendars of the doctor and the patient are locked first, so that the facts cannot change
 * between the rule book's answer and the entry in the ledger; the ledger's constraints have the last word all the same.
 *
 * <p>A hold is a claim too. One that has expired stands in nobody's way, and a patient's own hold never stands in his: both
 * are let go before the facts are read, and the latter comes back with the rollback where the claim is refused.
 */
@Component
class Claims {

    private final FactsReader reader;
    private final Ledger ledger;
    private final HoldStore holds;
    private final Clock clock;

    Claims(FactsReader reader, Ledger ledger, HoldStore holds, Clock clock) {
        this.reader = reader;
        this.ledger = ledger;
        this.holds = holds;
        this.clock = clock;
    }

    /** @param hold what the claim is for when it ends by itself; its id is the claim's */
    ClaimOutcome claim(Actor actor, ClaimRequest request, @Nullable Hold hold) {
        ledger.lock(List.of(request.doctor().value(), request.patient().value()));
        ledger.letExpiredHoldsGo(request.doctor(), request.patient(), request.location(), clock.instant());
        ledger.letHoldGo(request.patient());
        TimeRange starting = TimeRange.starting(request.start(), Duration.ofMinutes(1));
        Facts facts = reader.read(
                        actor, new Scope(request.type(), request.doctor(), null, request.patient(), starting, null))
                .facts(starting);
        DoctorFacts doctor = facts.doctors().get(request.doctor());
        Place place = facts.places().get(request.location());
        Terms terms = doctor == null ? null : doctor.terms().get(request.location());
        if (place == null || doctor == null || terms == null) {
            return new Refused(NotBookable.NOT_OFFERED);
        }
        Duration duration = request.duration() != null ? request.duration() : terms.usualDuration();
        if (!duration.isPositive()) {
            return new Refused(NotBookable.DURATION_NOT_ALLOWED);
        }
        Wish wish = new Wish(request.doctor(), request.location(), TimeRange.starting(request.start(), duration));
        RuleBook rules = new RuleBook(facts);
        Optional<NotBookable> against = request.override() ? rules.judgeOverridden(wish) : rules.judge(wish);
        if (against.isPresent()) {
            return new Refused(against.get());
        }
        if (hold != null) {
            holds.add(hold);
        }
        return enter(request, wish, terms, place, rules.gap(wish), lapse(request, wish, terms, doctor, hold));
    }

    /** An unanswered request is over with its start at the latest. */
    private @Nullable Lapse lapse(
            ClaimRequest request, Wish wish, Terms terms, DoctorFacts doctor, @Nullable Hold hold) {
        if (hold != null) {
            return new Lapse(Lapse.Kind.HOLD, hold.expiresAt());
        }
        if (request.askedAt() == null || terms.instant()) {
            return null;
        }
        Instant start = wish.visit().start();
        // What is answered is what is kept: the column has microseconds, the answer shows milliseconds.
        Instant unanswered =
                request.askedAt().plus(doctor.policy().requestExpiry()).truncatedTo(ChronoUnit.MILLIS);
        return new Lapse(Lapse.Kind.REQUEST, unanswered.isBefore(start) ? unanswered : start);
    }

    /** The patient's time comes first: what a patient may take of a doctor's is decided by it. */
    private ClaimOutcome enter(
            ClaimRequest request, Wish wish, Terms terms, Place place, Gap gap, @Nullable Lapse lapse) {
        if (!ledger.takePatient(request.claim(), request.patient(), wish.visit(), lapse)) {
            return new Refused(NotBookable.PATIENT_BUSY);
        }
        if (!ledger.takeDoctor(request.claim(), wish, gap, lapse)) {
            return new Refused(NotBookable.SLOT_TAKEN);
        }
        RoomId room = null;
        if (terms.roomRequired()) {
            room = takeAnyRoom(request.claim(), place, wish.visit(), lapse);
            if (room == null) {
                return new Refused(NotBookable.ROOM_BUSY);
            }
        }
        return new Claimed(wish.visit(), place.zone(), room, terms.instant(), lapse == null ? null : lapse.at());
    }

    /** Rooms are not locked, so that another doctor's visit may have taken one since the facts were read: try the next. */
    private @Nullable RoomId takeAnyRoom(ClaimId claim, Place place, TimeRange visit, @Nullable Lapse lapse) {
        return RuleBook.freeRooms(place, visit).stream()
                .filter(room -> ledger.takeRoom(claim, room, visit, lapse))
                .findFirst()
                .orElse(null);
    }
}
