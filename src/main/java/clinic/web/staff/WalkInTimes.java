package clinic.web.staff;

import clinic.booking.AppointmentView;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.web.PickedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who could see somebody at a place today, now or soonest: the first gap in each doctor's hours that is long enough. A
 * proposal; whether the time can be had is decided when it is taken.
 */
@Component
class WalkInTimes {

    private final Directory directory;
    private final DoctorCalendars calendars;
    private final BoardVisits booked;

    WalkInTimes(Directory directory, DoctorCalendars calendars, BoardVisits booked) {
        this.directory = directory;
        this.calendars = calendars;
        this.booked = booked;
    }

    /** Soonest first, in as many statements for many doctors as for one. */
    List<WalkInPage.Choice> of(Actor admin, TypeId type, Duration length, Location place, Instant now) {
        LocalDate date = LocalDate.ofInstant(now, place.zone());
        Instant first = now.truncatedTo(ChronoUnit.MINUTES);
        TimeRange day = TimeRange.day(date, place.zone());
        List<Doctor> doctors = directory.doctors(admin, type, place.id(), null);
        Map<DoctorId, List<AppointmentView>> visits =
                booked.in(admin, day, null, null).stream().collect(Collectors.groupingBy(AppointmentView::doctor));
        Map<DoctorId, DoctorCalendar> times =
                calendars.of(admin, doctors.stream().map(Doctor::id).toList(), day);
        return doctors.stream()
                .flatMap(doctor -> gap(
                        Objects.requireNonNull(times.get(doctor.id())).at(place.id()),
                        visits.getOrDefault(doctor.id(), List.of()),
                        new TimeRange(first, day.end()),
                        length)
                        .map(start -> new WalkInPage.Choice(
                                new PickedTime(doctor.id(), place.id(), start).toString(),
                                doctor,
                                start,
                                Duration.between(first, start)))
                        .stream())
                .sorted(Comparator.comparing(WalkInPage.Choice::start)
                        .thenComparing(choice -> choice.doctor().name()))
                .toList();
    }

    private static Optional<Instant> gap(
            DoctorCalendar calendar, List<AppointmentView> visits, TimeRange rest, Duration length) {
        for (DoctorCalendar.Stretch stretch : calendar.stretches(rest)) {
            if (stretch.kind() != Timeline.Kind.OPEN) {
                continue;
            }
            Instant from = stretch.during().start();
            for (AppointmentView visit : visits) {
                TimeRange taken = visit.during();
                if (taken.end().isAfter(from) && taken.start().isBefore(from.plus(length))) {
                    from = taken.end();
                }
            }
            if (!from.plus(length).isAfter(stretch.during().end())) {
                return Optional.of(from);
            }
        }
        return Optional.empty();
    }
}
