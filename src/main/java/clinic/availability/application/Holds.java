package clinic.availability.application;

import clinic.availability.ClaimId;
import clinic.availability.ClaimOutcome;
import clinic.availability.ClaimRequest;
import clinic.availability.Hold;
import clinic.availability.HoldId;
import clinic.availability.HoldOutcome;
import clinic.availability.HoldOutcome.Expired;
import clinic.availability.HoldOutcome.ExtendedBefore;
import clinic.availability.HoldOutcome.Held;
import clinic.availability.HoldOutcome.PatientBlocked;
import clinic.availability.HoldOutcome.TimeRefused;
import clinic.availability.HoldRequest;
import clinic.availability.domain.HoldStore;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps a time for somebody who has not booked it yet, inside the caller's transaction. */
@Component
class Holds {

    private final Patients patients;
    private final Claims claims;
    private final HoldStore store;
    private final Clock clock;

    Holds(Patients patients, Claims claims, HoldStore store, Clock clock) {
        this.patients = patients;
        this.claims = claims;
        this.store = store;
        this.clock = clock;
    }

    HoldOutcome hold(Actor actor, HoldRequest request) {
        checkMayHold(actor);
        PatientId patient = PatientId.concerned(actor, request.patient());
        if (patients.isBlocked(actor, patient)) {
            return new PatientBlocked();
        }
        HoldId id = new HoldId(UuidCreator.getTimeOrderedEpoch());
        // What is answered is what is kept: the column has microseconds, the answer shows milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // Who holds what he holds already has it no longer than with the one extension.
        Instant takenAt = store.held(patient, request.doctor(), request.start())
                .filter(held -> held.isLive(now))
                .map(Hold::takenAt)
                .orElse(now);
        Instant expiresAt = Collections.min(List.of(now.plus(Hold.LENGTH), takenAt.plus(Hold.LENGTH.multipliedBy(2))));
        Hold hold = new Hold(id, patient, request.doctor(), request.location(), takenAt, expiresAt, true);
        ClaimOutcome outcome = claims.claim(
                actor,
                new ClaimRequest(
                        new ClaimId(id.value()),
                        patient,
                        request.doctor(),
                        request.location(),
                        request.type(),
                        request.start(),
                        request.duration(),
                        null,
                        false),
                hold);
        return switch (outcome) {
            case ClaimOutcome.Refused refused -> new TimeRefused(refused.reason());
            case ClaimOutcome.Claimed claimed -> new Held(hold);
        };
    }

    /** To anybody else there is no such thing as a hold. */
    private static void checkMayHold(Actor actor) {
        if (!HoursAccess.patientsAndAdminsHold(actor)) {
            throw notFound();
        }
    }

    Hold find(Actor actor, HoldId id) {
        checkMayHold(actor);
        return store.find(id).orElseThrow(Holds::notFound);
    }

    HoldOutcome extend(Actor actor, HoldId id) {
        checkMayHold(actor);
        Hold hold = store.lock(id).orElseThrow(Holds::notFound);
        if (!hold.isLive(clock.instant())) {
            return new Expired();
        }
        if (hold.isExtended()) {
            return new ExtendedBefore();
        }
        store.extend(id, hold.expiresAt().plus(Hold.LENGTH));
        // Somebody whose clock is a little ahead may have cleared its time away meanwhile.
        Hold extended = store.find(id).orElseThrow(Holds::notFound);
        return extended.stands() ? new Held(extended) : new Expired();
    }

    void release(Actor actor, HoldId id) {
        checkMayHold(actor);
        if (!store.remove(id)) {
            throw notFound();
        }
    }

    private static NotFound notFound() {
        return new NotFound("hold");
    }
}
