package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.availability.NextAvailable;
import clinic.booking.AppointmentFigures;
import clinic.booking.AppointmentFigures.Counts;
import clinic.booking.Appointments.Mark;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.directory.AppointmentType;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.web.staff.Period.Dates;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clinic at a glance.
 *
 * @param scope what the figures are about
 * @param now of the period
 * @param before of the period before it
 * @param waiting requests that nobody has answered yet
 * @param longest the longest waiting of them, oldest first
 * @param doctors busiest first
 * @param types slowest first
 * @param thirdNext the mean over them; absent when nobody can be had
 */
public record Overview(
        Instant at,
        FigureScope scope,
        List<Location> locations,
        Figures now,
        Figures before,
        AppointmentFigures.Waiting waiting,
        List<Request> longest,
        List<ByDoctor> doctors,
        List<ByType> types,
        @Nullable Double thirdNext,
        List<Change> latest,
        List<Change> overrides,
        List<SetUpChange> setUp) {

    /** The appointments of the period in these states. */
    public String list(Status... statuses) {
        return scope.list(scope.dates(), Set.of(statuses), null, null);
    }

    /** Those that take their time, or took it. */
    public String taking(@Nullable Doctor doctor) {
        return scope.list(
                scope.dates(),
                Status.which(Status::takesTime),
                doctor == null ? null : doctor.id().value(),
                null);
    }

    /** Those of which this is said. */
    public String marked(@Nullable Mark mark) {
        return scope.list(scope.dates(), Set.of(), null, mark);
    }

    /** Every request that nobody has answered, whenever it would begin, or those of which this is said. */
    public String requests(@Nullable Mark mark) {
        return new AppointmentsFilter(
                        EnumSet.of(Status.PENDING),
                        null,
                        null,
                        scope.location() == null ? null : scope.location().value(),
                        null,
                        null,
                        mark,
                        false)
                .address(null);
    }

    /** Whose address differs by the period or the chart only. */
    public String address(String path, String parameter, Object value) {
        return path + "?" + parameter + "=" + value
                + (parameter.equals("period") ? "" : "&period=" + scope.period())
                + (scope.location() == null
                        ? ""
                        : "&location=" + scope.location().value());
    }

    /**
     * What begins in a period.
     *
     * @param open how long the doctors could be seen
     */
    public record Figures(Counts counts, Duration open) {

        /** In percent; absent when nobody could be seen. */
        public @Nullable Double utilisation() {
            return counts.utilisation(open);
        }
    }

    /** Appointments of some dates, by state. */
    public record Stretch(Dates dates, Map<Status, Counts> counts) {

        public int in(Set<Status> statuses) {
            return statuses.stream()
                    .mapToInt(status -> counts.getOrDefault(status, Counts.NONE).all())
                    .sum();
        }

        Counts all() {
            return counts.values().stream().reduce(Counts.NONE, Counts::plus);
        }
    }

    /**
     * How a part of the period went.
     *
     * @param waiting requests that nobody had answered when it was over
     */
    public record Course(Dates dates, Figures figures, int waiting) {}

    public record ByDoctor(Doctor doctor, Figures figures) {}

    /** How soon each doctor who gives a type can be had. */
    public record ByType(AppointmentType type, List<NextAvailable> doctors) {

        /** The mean of those who can be had at all. */
        public @Nullable Double days() {
            return mean(doctors);
        }

        /** How many can be had at all. */
        public int available() {
            return (int) doctors.stream().filter(of -> of.days() != null).count();
        }

        static @Nullable Double mean(List<NextAvailable> doctors) {
            OptionalDouble mean = doctors.stream()
                    .map(NextAvailable::days)
                    .filter(Objects::nonNull)
                    .mapToInt(Integer::intValue)
                    .average();
            // As it is shown, so that its word agrees with it.
            return mean.isPresent() ? Math.round(mean.getAsDouble() * 10) / 10.0 : null;
        }
    }

    public record Request(StaffAppointment appointment, Duration waiting) {}

    /** @param by who took the step, where an account stands behind it */
    public record Change(
            StaffAppointment appointment,
            Transition transition,
            @Nullable String by) {}

    /** A change of accounts, hours or the clinic's set-up. */
    public record SetUpChange(
            AuditTrail.Entry entry, @Nullable String by) {}
}
