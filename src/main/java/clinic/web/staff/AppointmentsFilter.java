package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Mark;
import clinic.booking.Status;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.patients.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which appointments an admin looks at. In an address it carries ids and dates only, never a name.
 *
 * @param from first date, on the clock of the place or of the clinic's first place; absent means no bound
 * @param to last date
 * @param mark what is said of them besides their state; absent means anything
 */
public record AppointmentsFilter(
        Set<Status> statuses,
        @Nullable UUID doctor,
        @Nullable UUID patient,
        @Nullable UUID location,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Mark mark,
        boolean newestFirst) {

    /** The states that a list can show. */
    public static final List<Status> SHOWN = List.of(
            Status.PENDING,
            Status.APPROVED,
            Status.RESCHEDULED,
            Status.COMPLETED,
            Status.NO_SHOW,
            Status.CANCELLED,
            Status.REJECTED);

    public boolean has(Status status) {
        return statuses.contains(status);
    }

    /** The same without a patient. */
    public AppointmentsFilter anyPatient() {
        return new AppointmentsFilter(statuses, doctor, null, location, from, to, mark, newestFirst);
    }

    public AppointmentsFilter of(UUID onePatient) {
        return new AppointmentsFilter(statuses, doctor, onePatient, location, from, to, mark, newestFirst);
    }

    /** Its address, on the page after this appointment. */
    public String address(@Nullable UUID after) {
        var address = UriComponentsBuilder.fromPath("/admin/appointments");
        SHOWN.stream().filter(statuses::contains).forEach(s -> address.queryParam("status", s));
        add(address, "doctor", doctor);
        add(address, "patient", patient);
        add(address, "location", location);
        address.queryParam("from", from == null ? "" : from);
        add(address, "to", to);
        add(address, "mark", mark);
        if (newestFirst) {
            address.queryParam("order", "newest");
        }
        add(address, "after", after);
        return address.build().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }

    Appointments.Filter query(ZoneId zone, @Nullable UUID after, int limit) {
        return query(statuses.isEmpty() ? EnumSet.copyOf(SHOWN) : statuses, zone, after, limit);
    }

    /** The same in every state, for counting. */
    Appointments.Filter inEveryState(ZoneId zone) {
        return query(EnumSet.copyOf(SHOWN), zone, null, 1);
    }

    private Appointments.Filter query(Set<Status> states, ZoneId zone, @Nullable UUID after, int limit) {
        return new Appointments.Filter(
                states,
                from == null ? null : start(from, zone),
                to == null ? null : start(to.plusDays(1), zone),
                doctor == null ? null : new DoctorId(doctor),
                patient == null ? null : new PatientId(patient),
                location == null ? null : new LocationId(location),
                mark,
                newestFirst,
                after == null ? null : new AppointmentId(after),
                limit);
    }

    private static Instant start(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }
}
