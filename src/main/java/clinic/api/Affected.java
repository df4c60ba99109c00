package clinic.api;

import clinic.availability.ClaimId;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.DoctorId;
import clinic.directory.Offer;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The appointments that a change of hours or offers leaves outside them. */
@Component
class Affected {

    private static final Set<Status> STANDING = EnumSet.of(Status.PENDING, Status.APPROVED, Status.RESCHEDULED);
    private static final int PAGE = 500;

    private final Appointments appointments;
    private final Transactions transactions;
    private final Clock clock;

    Affected(Appointments appointments, Transactions transactions, Clock clock) {
        this.appointments = appointments;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a rehearsal answers, and a change of hours beside its own result. */
    record Preview(List<AppointmentJson> affected) {}

    /** An appointment names its claim by its own id. */
    List<AppointmentJson> by(Actor actor, List<ClaimId> claims) {
        return transactions.as(
                actor,
                () ->
                        appointments
                                .appointments(
                                        actor,
                                        claims.stream()
                                                .map(claim -> new AppointmentId(claim.value()))
                                                .toList())
                                .stream()
                                .map(AppointmentJson::of)
                                .toList());
    }

    /** What is still to come of a kind that the doctor offered there before and does not any more. */
    List<AppointmentJson> byOffers(Actor actor, DoctorId doctor, List<Offer> before, List<Offer> now) {
        return transactions.as(
                actor,
                () -> toCome(actor, doctor).stream()
                        .filter(visit -> isOffered(visit, before) && !isOffered(visit, now))
                        .map(AppointmentJson::of)
                        .toList());
    }

    private List<AppointmentView> toCome(Actor actor, DoctorId doctor) {
        Instant from = clock.instant();
        List<AppointmentView> all = new ArrayList<>();
        List<AppointmentView> page;
        do {
            AppointmentId after = all.isEmpty() ? null : all.getLast().id();
            page = appointments.appointments(
                    actor, new Appointments.Filter(STANDING, from, null, doctor, null, null, false, after, PAGE));
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private static boolean isOffered(AppointmentView visit, List<Offer> offers) {
        return offers.stream()
                .anyMatch(offer -> offer.type().equals(visit.type())
                        && (offer.location() == null || offer.location().equals(visit.location())));
    }
}
