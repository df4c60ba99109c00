package clinic.web.staff;

import clinic.directory.Directory;
import clinic.identity.FreshFactor;
import clinic.rights.Retention;
import clinic.rights.Retention.Held;
import clinic.rights.Retention.Kind;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.PageClock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** For how long what is kept, and clearing away what is older. */
@Controller
@RequestMapping("/admin/retention")
public class RetentionController {

    private final Retention retention;
    private final Directory directory;

    RetentionController(Retention retention, Directory directory) {
        this.retention = retention;
        this.directory = directory;
    }

    /** The periods as they were typed; the components have the names of the kinds. */
    record Periods(
            @Nullable String MEDICAL_RECORDS,
            @Nullable String IDLE_RECORDS,
            @Nullable String UNUSED_ACCOUNTS,
            @Nullable String MESSAGES,
            @Nullable String READS,
            @Nullable String REPEATED_REQUESTS) {

        @Nullable String of(Kind kind) {
            return switch (kind) {
                case MEDICAL_RECORDS -> MEDICAL_RECORDS;
                case IDLE_RECORDS -> IDLE_RECORDS;
                case UNUSED_ACCOUNTS -> UNUSED_ACCOUNTS;
                case MESSAGES -> MESSAGES;
                case READS -> READS;
                case REPEATED_REQUESTS -> REPEATED_REQUESTS;
            };
        }
    }

    /** What was done, to be said once. */
    public enum Done {
        SAVED,
        PURGED
    }

    /** @param gone how much was cleared away just now */
    @GetMapping
    ModelAndView show(
            Actor admin,
            @RequestParam(required = false) @Nullable Done done,
            @RequestParam(defaultValue = "0") int gone) {
        List<Held> held = retention.held(admin);
        return page(admin, held, typed(held), List.of(), HttpStatus.OK)
                .addObject("done", done)
                .addObject("gone", gone);
    }

    @FreshFactor
    @PostMapping
    ModelAndView change(Actor admin, Periods form) {
        try {
            var typed = new Typed();
            Map<Kind, Integer> months = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                months.put(kind, typed.number(kind.name(), form.of(kind), "the months"));
            }
            typed.check();
            retention.change(admin, months);
            return new ModelAndView("redirect:/admin/retention?done=" + Done.SAVED);
        } catch (Invalid e) {
            Map<Kind, String> again = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                String said = form.of(kind);
                again.put(kind, said == null ? "" : said);
            }
            return page(admin, retention.held(admin), again, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @FreshFactor
    @PostMapping("/purge")
    String purge(Actor admin) {
        int gone = retention.purge(admin).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return "redirect:/admin/retention?done=" + Done.PURGED + "&gone=" + gone;
    }

    private static Map<Kind, String> typed(List<Held> held) {
        return held.stream().collect(Collectors.toMap(Held::kind, one -> String.valueOf(one.months())));
    }

    private ModelAndView page(
            Actor admin, List<Held> held, Map<Kind, String> typed, List<Invalid.Problem> problems, HttpStatus status) {
        return new ModelAndView("admin/retention", status)
                .addObject("held", held)
                .addObject("typed", typed)
                .addObject("problems", problems)
                .addObject("zone", PageClock.of(directory.locations(admin), null));
    }
}
