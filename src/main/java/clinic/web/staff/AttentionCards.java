package clinic.web.staff;

import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.directory.DoctorId;
import clinic.shared.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what needs attention for the pages that show it beside other things. */
@Component
class AttentionCards {

    private static final int FEW = 3;
    private static final int MOST = 500;

    private final Appointments appointments;
    private final StaffAppointments names;

    AttentionCards(Appointments appointments, StaffAppointments names) {
        this.appointments = appointments;
        this.names = names;
    }

    AttentionCard of(Actor actor) {
        List<AppointmentView> listed = appointments.needingAttention(actor, null, null, null, MOST);
        return new AttentionCard(
                StepAnswers.base(actor),
                listed.size(),
                names.named(actor, listed.stream().limit(FEW).toList()));
    }

    /** How many there are, 500 at most. @param doctor absent means of every doctor */
    int count(Actor actor, @Nullable DoctorId doctor) {
        return appointments.needingAttention(actor, doctor, null, null, MOST).size();
    }
}
