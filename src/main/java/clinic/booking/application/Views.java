package clinic.booking.application;

import clinic.booking.AppointmentView;
import clinic.booking.domain.Appointment;
import clinic.booking.domain.AppointmentStore.Sight;
import clinic.booking.domain.StepRules;
import clinic.shared.Actor;

/** Shows an appointment to an actor. */
final class Views {

    private Views() {}

    static AppointmentView view(Sight sight, StepRules rules, Actor actor) {
        Appointment appointment = sight.appointment();
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
                appointment.moves(),
                appointment.createdAt(),
                rules.possible(appointment, actor.role()));
    }
}
