package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.Explanation;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.web.PickedTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of a time that is wanted which rules are against it, and what is free instead. */
@Component
class TimeChecks {

    private final Availability availability;
    private final Directory directory;

    TimeChecks(Availability availability, Directory directory) {
        this.availability = availability;
        this.directory = directory;
    }

    /** What is wanted. @param moving where the visit is now; absent for a new one */
    record Wanted(
            PickedTime time,
            TypeId type,
            @Nullable Duration duration,
            PatientId patient,
            SlotQuery.@Nullable Moving moving) {}

    /** Empty when nothing is against it. */
    Optional<OutsideRules> against(Actor admin, Wanted wanted, Supplier<List<Slot>> nearest, @Nullable String reason) {
        List<Explanation.Rule> broken = broken(admin, wanted);
        return broken.isEmpty() ? Optional.empty() : Optional.of(of(admin, wanted, broken, nearest.get(), reason));
    }

    /** What was refused a moment ago, whatever the rules say by now. */
    OutsideRules refused(Actor admin, Wanted wanted, List<Slot> nearest, @Nullable String reason) {
        return of(admin, wanted, broken(admin, wanted), nearest, reason);
    }

    private List<Explanation.Rule> broken(Actor admin, Wanted wanted) {
        PickedTime time = wanted.time();
        return availability
                .explain(
                        admin,
                        new SlotQuery(
                                wanted.type(),
                                time.doctor(),
                                time.location(),
                                wanted.duration(),
                                wanted.patient(),
                                wanted.moving(),
                                TimeRange.starting(time.start(), Duration.ofMinutes(1)),
                                1),
                        null)
                .rules()
                .stream()
                .filter(rule -> !rule.passed())
                .toList();
    }

    private OutsideRules of(
            Actor admin, Wanted wanted, List<Explanation.Rule> broken, List<Slot> nearest, @Nullable String reason) {
        PickedTime time = wanted.time();
        Map<DoctorId, Doctor> doctors = directory
                .doctors(
                        admin,
                        Stream.concat(Stream.of(time.doctor()), nearest.stream().map(Slot::doctor))
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(Doctor::id, Function.identity()));
        Map<LocationId, Location> locations =
                directory.locations(admin).stream().collect(Collectors.toMap(Location::id, Function.identity()));
        return new OutsideRules(
                time.toString(),
                time.start(),
                Objects.requireNonNull(doctors.get(time.doctor())),
                Objects.requireNonNull(locations.get(time.location())),
                broken,
                nearest.stream()
                        .map(slot -> new OutsideRules.Nearest(
                                PickedTime.of(slot).toString(),
                                slot.during().start(),
                                Objects.requireNonNull(doctors.get(slot.doctor())),
                                Objects.requireNonNull(locations.get(slot.location()))))
                        .toList(),
                OutsideRules.passable(broken),
                reason);
    }
}
