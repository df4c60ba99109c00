package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the visits that hold a doctor's time, or held it: what the boards show. */
@Component
class BoardVisits {

    private static final Set<Status> ON_THE_BOARD = Status.which(Status::takesTime);
    private static final int PAGE = 500;

    private final Appointments appointments;

    BoardVisits(Appointments appointments) {
        this.appointments = appointments;
    }

    /** Those that begin in the range. @param doctor, place absent means all */
    List<AppointmentView> in(Actor staff, TimeRange range, @Nullable DoctorId doctor, @Nullable LocationId place) {
        var all = new ArrayList<AppointmentView>();
        List<AppointmentView> page;
        do {
            AppointmentId last = all.isEmpty() ? null : all.getLast().id();
            page = appointments.appointments(
                    staff,
                    new Appointments.Filter(
                            ON_THE_BOARD, range.start(), range.end(), doctor, null, place, false, last, PAGE));
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }
}
