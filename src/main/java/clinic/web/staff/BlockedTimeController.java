package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A doctor takes a stretch out of a day, and gives it back: a time away, from the day itself. */
@Controller
@RequestMapping("/doctor/block")
class BlockedTimeController {

    private static final String HERE = "/doctor/block";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Availability availability;
    private final AskFirst asking;
    private final HoursPages pages;
    private final Clock clock;

    BlockedTimeController(Availability availability, AskFirst asking, HoursPages pages, Clock clock) {
        this.availability = availability;
        this.asking = asking;
        this.pages = pages;
        this.clock = clock;
    }

    /** @param from, to what is to be filled in; absent means the hour that begins next */
    @GetMapping
    ModelAndView ask(
            Actor actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        check(from);
        check(to);
        ZoneId zone = pages.zone(actor, own(actor));
        ZonedDateTime begin = (from == null ? clock.instant().plus(Duration.ofHours(1)) : from).atZone(zone);
        if (from == null) {
            begin = begin.truncatedTo(ChronoUnit.HOURS);
        }
        ZonedDateTime end = to == null ? begin.plusHours(1) : to.atZone(zone);
        var form = new AbsenceForm(
                begin.toLocalDate().toString(),
                begin.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString(),
                end.toLocalDate().toString(),
                end.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString(),
                null);
        return page(form, zone, List.of());
    }

    /** What stands in the way is named before the time is blocked; it keeps its time until somebody resolves it. */
    @PostMapping
    ModelAndView block(Actor actor, AbsenceForm form, @RequestParam(defaultValue = "false") boolean confirmed) {
        DoctorId doctor = own(actor);
        ZoneId zone = pages.zone(actor, doctor);
        try {
            TimeRange during = form.read(zone);
            String reason = Typed.text(form.reason());
            List<ClaimId> outside = confirmed
                    ? List.of()
                    : availability
                            .addAbsence(actor, doctor, during, reason, true)
                            .leftOutside();
            if (!outside.isEmpty()) {
                return asking.name(
                        actor,
                        outside,
                        new ModelAndView("staff/hours-confirm")
                                .addObject("base", HERE)
                                .addObject("absence", form));
            }
            UUID blocked = availability
                    .addAbsence(actor, doctor, during, reason, false)
                    .result()
                    .id();
            return onward(LocalDate.ofInstant(during.start(), zone), "blocked=" + blocked);
        } catch (Invalid e) {
            return page(form, zone, AbsenceForm.named(e.problems()));
        }
    }

    /** @param day the day page to go back to; absent means today's */
    @PostMapping("/{absence}/removal")
    ModelAndView unblock(
            Actor actor, @PathVariable UUID absence, @RequestParam(required = false) @Nullable LocalDate day) {
        availability.removeAbsence(actor, own(actor), absence, false);
        return onward(day, "unblocked=true");
    }

    private static DoctorId own(Actor actor) {
        return HoursController.whose(actor, null);
    }

    /** Beyond these a calendar cannot count on. */
    private static void check(@Nullable Instant instant) {
        if (instant != null && (instant.isBefore(EARLIEST) || instant.isAfter(LATEST))) {
            throw new Invalid("from", "OUT_OF_RANGE", "Choose a time of this century.");
        }
    }

    private static ModelAndView onward(@Nullable LocalDate day, String said) {
        return new ModelAndView("redirect:/doctor?" + (day == null ? "" : "date=" + day + "&") + said);
    }

    private static ModelAndView page(AbsenceForm form, ZoneId zone, List<Invalid.Problem> problems) {
        var page = new ModelAndView("doctor/block")
                .addObject("form", form)
                .addObject("zone", zone)
                .addObject("problems", problems);
        page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
