package clinic.web.staff;

import clinic.availability.Availability;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws the page of a doctor's hours, with what was typed into one of its forms. */
@Component
class HoursPages {

    private static final Duration FAR = Duration.ofDays(3650);

    private final Availability availability;
    private final Directory directory;
    private final HoursPreviews previews;
    private final AttentionCards attention;
    private final Clock clock;

    HoursPages(
            Availability availability,
            Directory directory,
            HoursPreviews previews,
            AttentionCards attention,
            Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.previews = previews;
        this.attention = attention;
        this.clock = clock;
    }

    ModelAndView page(Actor actor, DoctorId doctor) {
        return page(actor, doctor, null, AbsenceForm.empty(), ExceptionForm.empty(), List.of());
    }

    ModelAndView page(Actor actor, DoctorId doctor, HoursForm week, List<Invalid.Problem> problems) {
        return page(actor, doctor, week, AbsenceForm.empty(), ExceptionForm.empty(), problems);
    }

    ModelAndView page(Actor actor, DoctorId doctor, AbsenceForm absence, List<Invalid.Problem> problems) {
        return page(actor, doctor, null, absence, ExceptionForm.empty(), problems);
    }

    ModelAndView page(Actor actor, DoctorId doctor, ExceptionForm exception, List<Invalid.Problem> problems) {
        return page(actor, doctor, null, AbsenceForm.empty(), exception, problems);
    }

    private ModelAndView page(
            Actor actor,
            DoctorId id,
            @Nullable HoursForm week,
            AbsenceForm absence,
            ExceptionForm exception,
            List<Invalid.Problem> problems) {
        var ahead = new TimeRange(clock.instant(), clock.instant().plus(FAR));
        var it = new HoursPage(
                directory.doctor(actor, id),
                HoursController.base(actor, id),
                directory.locations(actor),
                week == null ? HoursForm.of(availability.patterns(actor, id)) : week,
                availability.absences(actor, id, ahead),
                absence,
                availability.exceptions(actor, id, null, null),
                exception,
                zone(actor, id));
        var page = new ModelAndView("staff/hours")
                .addObject("it", it)
                .addObject("problems", problems)
                .addObject("outside", attention.count(actor, id))
                .addObject("preview", previews.asItIs(actor, id));
        page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** The clock absences are typed on. */
    ZoneId zone(Actor actor, DoctorId doctor) {
        return availability.usualLocation(actor, doctor).map(Location::zone).orElse(ZoneId.of("UTC"));
    }
}
