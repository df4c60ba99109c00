package clinic.web.staff;

import clinic.availability.Availability;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.web.PageClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The front desk's look at a doctor's week. */
@Controller
class DeskWeekController {

    private static final int DAYS = 7;

    private final BoardVisits booked;
    private final StaffAppointments names;
    private final DoctorCalendars calendars;
    private final Availability availability;
    private final Directory directory;
    private final Clock clock;

    DeskWeekController(
            BoardVisits booked,
            StaffAppointments names,
            DoctorCalendars calendars,
            Availability availability,
            Directory directory,
            Clock clock) {
        this.booked = booked;
        this.names = names;
        this.calendars = calendars;
        this.availability = availability;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param doctor absent means the first one. @param from the first of the days, absent means today */
    @GetMapping("/admin/desk/week")
    String week(
            Actor admin,
            @RequestParam(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable LocalDate from,
            Model model) {
        List<Doctor> doctors = directory.doctors(admin, null, null, null);
        Doctor shown = doctors.stream()
                .filter(one -> doctor == null || one.id().value().equals(doctor))
                .findFirst()
                .orElseThrow(() -> new NotFound("doctor"));
        model.addAttribute("it", read(admin, doctors, shown, from, clock.instant()));
        return "admin/desk-week";
    }

    private DeskWeek read(Actor admin, List<Doctor> doctors, Doctor doctor, @Nullable LocalDate wanted, Instant now) {
        DoctorId id = doctor.id();
        ZoneId zone = availability
                .usualLocation(admin, id)
                .map(Location::zone)
                .orElseGet(() -> PageClock.of(directory.locations(admin), null));
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate from = wanted == null ? today : wanted;
        List<LocalDate> dates =
                IntStream.range(0, DAYS).mapToObj(from::plusDays).toList();
        TimeRange week = TimeRange.days(from, from.plusDays(DAYS - 1), zone);
        List<StaffAppointment> visits = names.named(admin, booked.in(admin, week, id, null));
        DoctorCalendar calendar = calendars.of(admin, id, week);
        List<TimeRange> shown = Stream.concat(
                        dates.stream().flatMap(date -> calendar.hours(date).stream()),
                        visits.stream().map(visit -> visit.view().during()))
                .toList();
        List<DeskWeek.Day> days = shown.isEmpty()
                ? List.of()
                : dates.stream()
                        .map(date -> day(
                                date,
                                hours(shown, date, zone),
                                calendar,
                                visits.stream()
                                        .filter(visit -> LocalDate.ofInstant(
                                                        visit.view().during().start(), zone)
                                                .equals(date))
                                        .toList(),
                                zone,
                                now))
                        .toList();
        return new DeskWeek(from, today, zone, doctors, doctor, days);
    }

    /** The hours of the clock that are drawn of each day: those from the earliest beginning to the latest end of any. */
    private static TimeRange hours(List<TimeRange> shown, LocalDate date, ZoneId zone) {
        long first = shown.stream()
                .mapToLong(range -> range.start().atZone(zone).getHour())
                .min()
                .orElse(0);
        long last =
                shown.stream().mapToLong(range -> hoursUntil(range, zone)).max().orElse(24);
        return new TimeRange(
                date.atStartOfDay().plusHours(first).atZone(zone).toInstant(),
                date.atStartOfDay().plusHours(last).atZone(zone).toInstant());
    }

    /** Whole hours from the midnight before its start to its end. */
    private static long hoursUntil(TimeRange range, ZoneId zone) {
        Duration since = Duration.between(
                range.start().atZone(zone).toLocalDate().atStartOfDay(),
                range.end().atZone(zone).toLocalDateTime());
        return since.plusMinutes(59).toHours();
    }

    private static DeskWeek.Day day(
            LocalDate date,
            TimeRange hours,
            DoctorCalendar calendar,
            List<StaffAppointment> visits,
            ZoneId zone,
            Instant now) {
        Duration open = calendar.open(hours);
        Duration taken = DeskBoard.booked(visits, hours.start(), hours.end());
        return new DeskWeek.Day(
                date,
                open.isZero() ? null : (int) Math.min(100, 100 * taken.toMinutes() / open.toMinutes()),
                Timeline.within(hours, date, zone, calendar, visits, now));
    }
}
