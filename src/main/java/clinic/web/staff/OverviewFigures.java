package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.OpenTime;
import clinic.booking.AppointmentFigures;
import clinic.booking.AppointmentFigures.Counts;
import clinic.booking.AppointmentFigures.OnDate;
import clinic.booking.AppointmentFigures.Tally;
import clinic.booking.AppointmentFigures.WaitingAfter;
import clinic.booking.Status;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.web.staff.Overview.ByDoctor;
import clinic.web.staff.Overview.ByType;
import clinic.web.staff.Overview.Course;
import clinic.web.staff.Overview.Figures;
import clinic.web.staff.Overview.Stretch;
import clinic.web.staff.Period.Dates;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the figures of the overview: as many questions for ninety days and a hundred doctors as for a week and one. */
@Component
class OverviewFigures {

    /** More kinds than this are not looked ahead for: each is a search of its own. */
    private static final int MOST_TYPES = 6;

    private final AppointmentFigures figures;
    private final Availability availability;
    private final Directory directory;

    OverviewFigures(AppointmentFigures figures, Availability availability, Directory directory) {
        this.figures = figures;
        this.availability = availability;
        this.directory = directory;
    }

    /** What became of the appointments of the period, a column at a time. */
    List<Stretch> outcomes(Actor admin, FigureScope scope) {
        return stretches(admin, scope, scope.dates(), scope.period().step());
    }

    /** The coming days, each for itself. */
    List<Stretch> coming(Actor admin, FigureScope scope) {
        return stretches(admin, scope, scope.coming(), 1);
    }

    private List<Stretch> stretches(Actor admin, FigureScope scope, Dates dates, int step) {
        List<OnDate> counts = figures.perDay(admin, scope.range(dates), scope.zone(), scope.location());
        var stretches = new ArrayList<Stretch>();
        for (LocalDate last = dates.last(); !last.isBefore(dates.first()); last = last.minusDays(step)) {
            LocalDate first = last.minusDays(step - 1L);
            stretches.addFirst(stretch(counts, new Dates(first.isBefore(dates.first()) ? dates.first() : first, last)));
        }
        return stretches;
    }

    private static Stretch stretch(List<OnDate> counts, Dates dates) {
        Map<Status, Counts> sums = new EnumMap<>(Status.class);
        counts.stream()
                .filter(on -> !on.date().isBefore(dates.first()) && !on.date().isAfter(dates.last()))
                .forEach(on -> sums.merge(on.status(), on.counts(), Counts::plus));
        return new Stretch(dates, sums);
    }

    /** The period and the one before it, all doctors together. */
    record Both(Figures now, Figures before, List<ByDoctor> doctors, List<Tally> tallies, Collection<OpenTime> open) {}

    /** Who works at the place, or saw somebody there, busiest first. */
    Both both(Actor admin, FigureScope scope) {
        TimeRange now = scope.range(scope.dates());
        TimeRange before = scope.range(scope.before());
        List<Tally> tallies = figures.tallies(admin, now, scope.location());
        List<Tally> earlier = figures.tallies(admin, before, scope.location());
        Set<DoctorId> doctors = directory.doctors(admin, null, scope.location(), null).stream()
                .map(Doctor::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        tallies.forEach(tally -> doctors.add(tally.doctor()));
        Set<DoctorId> then = new LinkedHashSet<>(doctors);
        earlier.forEach(tally -> then.add(tally.doctor()));
        Map<DoctorId, OpenTime> open = availability.openTime(admin, doctors, scope.location(), now);
        Map<DoctorId, OpenTime> openThen = availability.openTime(admin, then, scope.location(), before);
        return new Both(
                new Figures(sum(tallies), sum(open)),
                new Figures(sum(earlier), sum(openThen)),
                byDoctor(directory.doctors(admin, doctors), tallies, open),
                tallies,
                open.values());
    }

    private static List<ByDoctor> byDoctor(List<Doctor> doctors, List<Tally> tallies, Map<DoctorId, OpenTime> open) {
        Map<DoctorId, List<Tally>> theirs = tallies.stream().collect(Collectors.groupingBy(Tally::doctor));
        return doctors.stream()
                .map(doctor -> new ByDoctor(
                        doctor,
                        new Figures(
                                sum(theirs.getOrDefault(doctor.id(), List.of())),
                                open.getOrDefault(doctor.id(), OpenTime.NONE).length())))
                .filter(of ->
                        of.figures().counts().all() > 0 || !of.figures().open().isZero())
                .sorted(Comparator.comparing(
                                (ByDoctor of) -> of.figures().utilisation(),
                                Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(of -> of.doctor().name()))
                .toList();
    }

    private static Counts sum(List<Tally> tallies) {
        return tallies.stream().map(Tally::counts).reduce(Counts.NONE, Counts::plus);
    }

    private static Duration sum(Map<DoctorId, OpenTime> open) {
        return open.values().stream().map(OpenTime::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** How the period went, part by part. @param outcomes of its parts */
    List<Course> course(Actor admin, FigureScope scope, List<Stretch> outcomes, Collection<OpenTime> open) {
        Map<LocalDate, Integer> waiting =
                figures.waitingPerDay(admin, scope.range(scope.dates()), scope.zone(), scope.location()).stream()
                        .collect(Collectors.toMap(WaitingAfter::date, WaitingAfter::count));
        return outcomes.stream()
                .map(stretch -> new Course(
                        stretch.dates(),
                        new Figures(stretch.all(), within(open, scope.range(stretch.dates()))),
                        waiting.getOrDefault(stretch.dates().last(), 0)))
                .toList();
    }

    private static Duration within(Collection<OpenTime> open, TimeRange range) {
        return open.stream().map(time -> time.within(range)).reduce(Duration.ZERO, Duration::plus);
    }

    /** How full the hours of the week were. */
    FullHours hours(Actor admin, FigureScope scope, Collection<OpenTime> open) {
        return FullHours.of(figures.perHour(admin, scope.range(scope.dates()), scope.location()), open);
    }

    /** How soon each doctor can be had, for the kinds that are booked most; the slowest kind first. */
    List<ByType> thirdNext(Actor admin, FigureScope scope, List<Tally> tallies) {
        Map<TypeId, Integer> booked = tallies.stream()
                .collect(Collectors.groupingBy(
                        Tally::type,
                        Collectors.summingInt(tally -> tally.counts().all())));
        return directory.types(admin).stream()
                .sorted(Comparator.comparing((AppointmentType type) -> booked.getOrDefault(type.id(), 0))
                        .reversed()
                        .thenComparing(AppointmentType::name))
                .limit(MOST_TYPES)
                .map(type -> new ByType(type, availability.thirdNext(admin, type.id(), scope.location())))
                .filter(of -> !of.doctors().isEmpty())
                .sorted(Comparator.comparing(ByType::days, Comparator.nullsFirst(Comparator.reverseOrder())))
                .toList();
    }

    /** The mean of every doctor with every kind; absent when none can be had. */
    static @Nullable Double days(List<ByType> types) {
        return ByType.mean(types.stream().flatMap(of -> of.doctors().stream()).toList());
    }

    /** As {@link #thirdNext(Actor, FigureScope, List)}, for whoever has not counted yet. */
    List<ByType> thirdNext(Actor admin, FigureScope scope) {
        return thirdNext(admin, scope, figures.tallies(admin, scope.range(scope.dates()), scope.location()));
    }
}
