package clinic.web.staff;

import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms of the clinic's set-up, as typed, and how they are read. */
public final class ClinicForms {

    private ClinicForms() {}

    public record LocationForm(
            @Nullable String name,
            @Nullable String zone,
            @Nullable String address,
            @Nullable String phone) {

        static LocationForm empty() {
            return new LocationForm(null, null, null, null);
        }

        static LocationForm of(Location location) {
            return new LocationForm(location.name(), location.zone().getId(), location.address(), location.phone());
        }

        Directory.NewLocation read() {
            var typed = new Typed();
            var location = new Directory.NewLocation(
                    typed.required("name", name, "the name"),
                    typed.zone("zone", zone),
                    Typed.text(address),
                    Typed.text(phone));
            typed.check();
            return location;
        }
    }

    /** @param durations minutes with commas between them, the usual first */
    public record TypeForm(
            @Nullable String name,
            @Nullable String durations,
            @Nullable String before,
            @Nullable String after,
            @Nullable Boolean instant,
            @Nullable Boolean roomRequired,
            @Nullable String step) {

        static TypeForm empty() {
            return new TypeForm(null, null, "0", "0", false, false, null);
        }

        static TypeForm of(AppointmentType type) {
            Duration step = type.step();
            return new TypeForm(
                    type.name(),
                    type.durations().stream()
                            .map(d -> String.valueOf(d.toMinutes()))
                            .collect(Collectors.joining(", ")),
                    String.valueOf(type.bufferBefore().toMinutes()),
                    String.valueOf(type.bufferAfter().toMinutes()),
                    type.instant(),
                    type.roomRequired(),
                    step == null ? null : String.valueOf(step.toMinutes()));
        }

        Directory.NewType read() {
            var typed = new Typed();
            var type = new Directory.NewType(
                    typed.required("name", name, "the name"),
                    typed.lengths("durations", durations, "the lengths"),
                    typed.minutes("before", before, "the minutes before"),
                    typed.minutes("after", after, "the minutes after"),
                    Boolean.TRUE.equals(instant),
                    Boolean.TRUE.equals(roomRequired),
                    typed.optionalMinutes("step", step, "the step"));
            typed.check();
            return type;
        }
    }

    /** Whole days in which a place is shut, the last one included. @param location empty means the whole clinic */
    public record ClosureForm(
            @Nullable UUID location,
            @Nullable String from,
            @Nullable String to,
            @Nullable String name) {

        static ClosureForm empty() {
            return new ClosureForm(null, null, null, null);
        }

        /** @param zone on whose calendar the days are cut */
        TimeRange during(ZoneId zone) {
            var typed = new Typed();
            LocalDate first = typed.date("from", from, "the first day");
            LocalDate last = Typed.text(to) == null ? first : typed.date("to", to, "the last day");
            typed.required("name", name, "what it is called");
            typed.check();
            Instant start = first.atStartOfDay(zone).toInstant();
            Instant end = last.plusDays(1).atStartOfDay(zone).toInstant();
            if (!start.isBefore(end)) {
                throw new Invalid("to", "ENDS_BEFORE_IT_STARTS", "Choose a last day that is not before the first.");
            }
            return new TimeRange(start, end);
        }
    }
}
