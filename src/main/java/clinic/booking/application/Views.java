package clinic.booking.application;

import clinic.booking.AppointmentView;
import clinic.booking.Attention;
import clinic.booking.Step;
import clinic.booking.domain.Appointment;
import clinic.booking.domain.AppointmentStore.Listed;
import clinic.booking.domain.AppointmentStore.Sight;
import clinic.booking.domain.BookingAccess;
import clinic.booking.domain.StepRules;
import clinic.shared.Actor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows an appointment to an actor. */
final class Views {

    private Views() {}

    private static @Nullable Attention attention(@Nullable Listed listed, Actor actor) {
        return listed == null
                ? null
                : new Attention(
                        listed.causes(),
                        listed.since(),
                        listed.kept(),
                        listed.kept() == null && BookingAccess.adminsKeepOutsideHours(actor));
    }

    static AppointmentView view(Sight sight, StepRules rules, Actor actor) {
        Appointment appointment = sight.appointment();
        if (!BookingAccess.peopleSeeTheirOwnAppointments(actor, appointment)) {
            throw new IllegalStateException("The database gave an appointment to whom it is not to be shown");
        }
        Set<Step> possible = rules.possible(appointment, actor.role());
        return new AppointmentView(
                appointment.id(),
                appointment.version(),
                appointment.status(),
                appointment.patient(),
                appointment.doctor(),
                appointment.location(),
                appointment.type(),
                appointment.room(),
                appointment.during(),
                sight.zone(),
                sight.note(),
                appointment.awaiting(),
                appointment.expiresAt(),
                appointment.moves(),
                appointment.createdAt(),
                appointment.attendance(),
                possible.contains(Step.TAKE_BACK_ANSWER) ? StepRules.takeBackUntil(appointment) : null,
                attention(sight.attention(), actor),
                possible);
    }
}
