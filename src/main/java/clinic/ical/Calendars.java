package clinic.ical;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Party;
import clinic.booking.Transition;
import clinic.directory.Directory;
import clinic.ical.CalendarObject.Method;
import clinic.ical.Event.Standing;
import clinic.platform.PublicAddress;
import clinic.platform.SenderAddress;
import clinic.shared.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** The one door to what calendars are told. Invitations are in the name of the address that the clinic's mails come from. */
@Component
public class Calendars {

    private final Appointments appointments;
    private final Directory directory;
    private final PublicAddress pages;
    private final SenderAddress sender;
    private final Clock clock;

    Calendars(Appointments appointments, Directory directory, PublicAddress pages, SenderAddress sender, Clock clock) {
        this.appointments = appointments;
        this.directory = directory;
        this.pages = pages;
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * For a mail to somebody whose visit it is: puts it into his calendar, or takes it out when it is cancelled. Everybody
     * is the only guest in his own copy, so that no address is told to anybody else.
     *
     * @param now when the mail is written
     */
    public CalendarObject invitation(Event event, String guest, Instant now) {
        Method method = event.standing() == Standing.CANCELLED ? Method.CANCEL : Method.REQUEST;
        return Document.of(method, event, sender.address(), guest, now);
    }

    /**
     * An appointment as it is now, to be kept as a file.
     *
     * @throws clinic.shared.NotFound for one that the actor may not see, or that was deleted
     */
    public CalendarObject copy(Actor actor, AppointmentId id) {
        // Read first, so that a move meanwhile makes the copy older than it is and never newer.
        List<Transition> history = appointments.history(actor, id);
        AppointmentView view = appointments.appointment(actor, id);
        Event event = new Event(
                id,
                Event.sequence(history.stream().map(Transition::to).toList()),
                standing(view),
                view.during().start(),
                view.during().end(),
                directory.location(actor, view.location()),
                pages.of(page(actor.role()) + id.value()));
        return Document.of(Method.PUBLISH, event, sender.address(), null, clock.instant());
    }

    private static Standing standing(AppointmentView view) {
        return switch (view.status()) {
            case PENDING, RESCHEDULED, APPROVED ->
                view.awaiting() == Party.DOCTOR ? Standing.TENTATIVE : Standing.CONFIRMED;
            case COMPLETED, NO_SHOW -> Standing.CONFIRMED;
            case REJECTED, CANCELLED, DELETED -> Standing.CANCELLED;
        };
    }

    private static String page(Actor.Role role) {
        return switch (role) {
            case DOCTOR -> "/doctor/appointments/";
            case ADMIN -> "/admin/appointments/";
            case PATIENT, VISITOR, SYSTEM -> "/appointments/";
        };
    }
}
