package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.directory.Directory;
import clinic.shared.Actor;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit trail, newest first. */
@Controller
class AuditController {

    private static final int PER_PAGE = 50;

    private final AuditTrail audit;
    private final ActorNames actors;
    private final Directory directory;

    AuditController(AuditTrail audit, ActorNames actors, Directory directory) {
        this.audit = audit;
        this.actors = actors;
        this.directory = directory;
    }

    /** What is looked for. Dates count on the clock of the clinic's first place. */
    record Asked(
            @Nullable String kind,
            @Nullable String record,
            @Nullable UUID actor,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    @GetMapping("/admin/audit")
    String list(Actor admin, Asked asked, @RequestParam(required = false) @Nullable Long before, Model model) {
        ZoneId zone = PageClock.of(directory.locations(admin), null);
        List<AuditTrail.Entry> entries = audit.entries(admin, filter(asked, zone, before));
        boolean more = entries.size() > PER_PAGE;
        List<AuditTrail.Entry> shown = more ? entries.subList(0, PER_PAGE) : entries;
        Map<UUID, String> names =
                actors.of(admin, shown.stream().map(AuditTrail.Entry::actorId).toList());
        model.addAttribute(
                "it",
                new AuditPage(
                        Typed.text(asked.kind()),
                        Typed.text(asked.record()),
                        asked.actor(),
                        asked.from(),
                        asked.to(),
                        shown,
                        names,
                        zone,
                        more ? shown.getLast().id() : null));
        return "admin/audit";
    }

    private static AuditTrail.Filter filter(Asked asked, ZoneId zone, @Nullable Long before) {
        LocalDate from = asked.from();
        LocalDate to = asked.to();
        return new AuditTrail.Filter(
                Typed.text(asked.kind()),
                Typed.text(asked.record()),
                asked.actor(),
                from == null ? null : from.atStartOfDay(zone).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant(),
                before,
                PER_PAGE + 1);
    }
}
