package clinic.web.staff;

import clinic.availability.WorkingHours;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.web.PageClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The front desk: everybody's day side by side, read in as many statements for twelve doctors as for one. */
@Controller
class DeskController {

    private final BoardVisits booked;
    private final StaffAppointments names;
    private final DoctorCalendars calendars;
    private final Directory directory;
    private final DeskPlace desks;
    private final Clock clock;

    DeskController(
            BoardVisits booked,
            StaffAppointments names,
            DoctorCalendars calendars,
            Directory directory,
            DeskPlace desks,
            Clock clock) {
        this.booked = booked;
        this.names = names;
        this.calendars = calendars;
        this.directory = directory;
        this.desks = desks;
        this.clock = clock;
    }

    @GetMapping("/admin/desk")
    String desk(
            Actor admin,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable UUID location,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        List<Location> locations = directory.locations(admin);
        Location shown = desks.of(locations, location, request, response);
        model.addAttribute("it", read(admin, date, locations, shown == null ? null : shown.id(), clock.instant()));
        return "admin/desk";
    }

    private DeskBoard read(
            Actor admin,
            @Nullable LocalDate wanted,
            List<Location> locations,
            @Nullable LocationId place,
            Instant now) {
        UUID location = place == null ? null : place.value();
        ZoneId zone = PageClock.of(locations, location);
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate date = wanted == null ? today : wanted;
        TimeRange day = TimeRange.day(date, zone);
        List<StaffAppointment> visits = names.named(admin, booked.in(admin, day, null, place));
        Map<DoctorId, List<StaffAppointment>> byDoctor = visits.stream()
                .collect(Collectors.groupingBy(visit -> visit.doctor().id()));
        List<Doctor> doctors = directory.doctors(admin, null, place, null);
        Map<DoctorId, DoctorCalendar> times =
                calendars.of(admin, doctors.stream().map(Doctor::id).toList(), day);
        List<Doctor> there = doctors.stream()
                .filter(doctor -> byDoctor.containsKey(doctor.id()) || works(times, doctor, day, place))
                .toList();
        TimeRange hours = Timeline.hoursAround(
                        Stream.concat(
                                        there.stream().flatMap(doctor -> hours(times, doctor, day, place)),
                                        visits.stream()
                                                .map(visit -> visit.view().during()))
                                .toList(),
                        zone)
                .orElse(null);
        return new DeskBoard(
                date,
                date.equals(today),
                zone,
                locations,
                location,
                hours,
                hours == null
                        ? List.of()
                        : there.stream()
                                .map(doctor -> column(
                                        doctor,
                                        open(times, doctor, day, place),
                                        Objects.requireNonNull(times.get(doctor.id())),
                                        byDoctor.getOrDefault(doctor.id(), List.of()),
                                        hours,
                                        date,
                                        zone,
                                        now))
                                .toList(),
                doctors.stream().filter(doctor -> !there.contains(doctor)).toList(),
                date.equals(today) ? waiting(visits, now) : List.of(),
                visits.size());
    }

    private static boolean works(
            Map<DoctorId, DoctorCalendar> times, Doctor doctor, TimeRange day, @Nullable LocationId place) {
        return hours(times, doctor, day, place).findAny().isPresent();
    }

    private static Stream<TimeRange> hours(
            Map<DoctorId, DoctorCalendar> times, Doctor doctor, TimeRange day, @Nullable LocationId place) {
        return Objects.requireNonNull(times.get(doctor.id())).dates().stream()
                .filter(date -> place == null || date.location().equals(place))
                .flatMap(date -> date.hours().stream())
                .filter(range -> range.overlaps(day))
                .map(range -> new TimeRange(later(range.start(), day.start()), earlier(range.end(), day.end())));
    }

    /** Time in which the doctor could be seen at this place. */
    private static Duration open(
            Map<DoctorId, DoctorCalendar> times, Doctor doctor, TimeRange day, @Nullable LocationId place) {
        DoctorCalendar calendar = Objects.requireNonNull(times.get(doctor.id()));
        return hours(times, doctor, day, place).map(calendar::open).reduce(Duration.ZERO, Duration::plus);
    }

    private static DeskBoard.Column column(
            Doctor doctor,
            Duration open,
            DoctorCalendar calendar,
            List<StaffAppointment> visits,
            TimeRange hours,
            LocalDate date,
            ZoneId zone,
            Instant now) {
        Duration booked = DeskBoard.booked(visits, hours.start(), hours.end());
        return new DeskBoard.Column(
                doctor,
                open.isZero() ? null : (int) Math.min(100, 100 * booked.toMinutes() / open.toMinutes()),
                calendar.place(date, hours.start()).map(WorkingHours::location).orElse(null),
                Timeline.within(hours, date, zone, calendar, visits, now));
    }

    private static List<DeskBoard.Waiting> waiting(List<StaffAppointment> visits, Instant now) {
        return visits.stream()
                .flatMap(visit ->
                        Stream.ofNullable(visit.waiting(now)).map(since -> new DeskBoard.Waiting(visit, since)))
                .sorted(Comparator.comparing(DeskBoard.Waiting::since).reversed())
                .toList();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
