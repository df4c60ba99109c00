package clinic.web;

import clinic.audit.AccessLog;
import clinic.audit.AccessLog.Access;
import clinic.booking.AppointmentView;
import clinic.directory.DoctorId;
import clinic.emergency.EmergencyAccess;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who opened the reader's record and visits, by day.
 *
 * @param zone of the clinic's first location
 * @param older the entry the next page continues after; absent on the last
 */
public record AccessLogView(
        List<Day> days, ZoneId zone, @Nullable UUID older) {

    /** What was opened on one day. */
    public record Day(LocalDate date, List<Line> lines) {}

    /**
     * That somebody opened something.
     *
     * @param doctor absent for the front desk
     * @param visit absent when it was the record, and for a visit that was deleted
     * @param reason what a doctor gave who opened it in an emergency
     */
    public record Line(
            Instant at,
            @Nullable String doctor,
            boolean ofVisit,
            @Nullable AppointmentView visit,
            AccessLog.Why why,
            @Nullable String reason) {}

    static AccessLogView of(
            List<Access> shown,
            @Nullable UUID older,
            Map<UUID, String> doctors,
            Map<UUID, AppointmentView> visits,
            List<EmergencyAccess.Access> emergencies,
            ZoneId zone) {
        List<Day> days = new ArrayList<>();
        for (Access access : shown) {
            LocalDate date = LocalDate.ofInstant(access.at(), zone);
            if (days.isEmpty() || !days.getLast().date().equals(date)) {
                days.add(new Day(date, new ArrayList<>()));
            }
            days.getLast()
                    .lines()
                    .add(new Line(
                            access.at(),
                            access.doctor() == null ? null : doctors.get(access.doctor()),
                            access.appointment() != null,
                            access.appointment() == null ? null : visits.get(access.appointment()),
                            access.why(),
                            access.why() == AccessLog.Why.EMERGENCY ? reason(access, emergencies) : null));
        }
        return new AccessLogView(days, zone, older);
    }

    private static @Nullable String reason(Access access, List<EmergencyAccess.Access> emergencies) {
        return emergencies.stream()
                .filter(emergency ->
                        access.doctor() != null && emergency.covers(new DoctorId(access.doctor()), access.at()))
                .map(EmergencyAccess.Access::reason)
                .findFirst()
                .orElse(null);
    }
}
