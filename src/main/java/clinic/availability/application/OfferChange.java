package clinic.availability.application;

import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ClaimId;
import clinic.availability.VisitKinds;
import clinic.availability.VisitsAffected;
import clinic.availability.VisitsAffected.Cause;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.Ledger.StandingVisit;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Changes what a doctor offers, as {@link Hours} changes when: the calendar first. A visit is left outside when its kind is
 * not offered at its place any more; it keeps the length and the buffers it was booked with, whatever is offered now.
 */
@Component
class OfferChange {

    private final Directory directory;
    private final Ledger ledger;
    private final VisitKinds kinds;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OfferChange(Directory directory, Ledger ledger, VisitKinds kinds, ApplicationEventPublisher events, Clock clock) {
        this.directory = directory;
        this.ledger = ledger;
        this.kinds = kinds;
        this.events = events;
        this.clock = clock;
    }

    ScheduleChange<List<Offer>> set(Actor actor, DoctorId doctor, List<Offer> offers) {
        Hours.checkKeeps(actor, doctor);
        directory.doctor(actor, doctor);
        ledger.lock(List.of(doctor.value()));
        List<StandingVisit> visits = ledger.standing(doctor, clock.instant());
        List<ClaimId> before = notOffered(visits, directory.offers(actor, List.of(doctor), null));
        List<Offer> now = directory.setOffers(actor, doctor, offers);
        List<ClaimId> after = notOffered(visits, now);
        List<ClaimId> outside = but(after, before);
        List<ClaimId> back = but(before, after);
        if (!outside.isEmpty() || !back.isEmpty()) {
            events.publishEvent(new VisitsAffected(Cause.OFFER, outside, back));
        }
        return new ScheduleChange<>(now, outside);
    }

    private List<ClaimId> notOffered(List<StandingVisit> visits, List<Offer> offers) {
        Map<ClaimId, TypeId> types =
                kinds.of(visits.stream().map(StandingVisit::claim).toList());
        return visits.stream()
                .filter(visit -> types.containsKey(visit.claim()))
                .filter(visit -> offers.stream()
                        .noneMatch(offer -> offer.type().equals(types.get(visit.claim()))
                                && (offer.location() == null || offer.location().equals(visit.location()))))
                .map(StandingVisit::claim)
                .toList();
    }

    private static List<ClaimId> but(List<ClaimId> claims, List<ClaimId> others) {
        return claims.stream().filter(claim -> !others.contains(claim)).toList();
    }
}
