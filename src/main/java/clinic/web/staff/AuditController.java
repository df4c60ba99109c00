package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.directory.Directory;
import clinic.identity.Account;
import clinic.identity.FreshFactor;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.web.PageClock;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The audit trail, newest first: who changed what, and how far it is sealed. Dates count on the clock of the first place. */
@Controller
@RequestMapping("/admin/audit")
class AuditController {

    private static final int PER_PAGE = 50;
    private static final int MOST_FOUND = 20;
    private static final int AT_ONCE = 500;

    private final AuditTrail audit;
    private final ActorNames actors;
    private final Identity identity;
    private final Directory directory;

    AuditController(AuditTrail audit, ActorNames actors, Identity identity, Directory directory) {
        this.audit = audit;
        this.actors = actors;
        this.identity = identity;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView list(Actor admin, AuditFilter filter, @RequestParam(required = false) @Nullable Long before) {
        return page(admin, filter, before, null, List.of());
    }

    /** Who acted is posted, so that no name stands in an address; the answer's address has an id. */
    @PostMapping("/search")
    ModelAndView search(Actor admin, AuditFilter filter, @RequestParam(required = false) @Nullable String who) {
        String name = Typed.text(who);
        if (name == null) {
            return new ModelAndView("redirect:" + filter.address(null));
        }
        List<Account> found = identity.accounts(admin, name, null, MOST_FOUND, null);
        if (found.size() == 1) {
            return new ModelAndView(
                    "redirect:" + filter.by(found.getFirst().id().value()).address(null));
        }
        return page(admin, filter.by(null), null, name, found);
    }

    private ModelAndView page(
            Actor admin, AuditFilter filter, @Nullable Long before, @Nullable String searched, List<Account> found) {
        ZoneId zone = zone(admin);
        List<AuditTrail.Entry> entries = audit.entries(admin, filter.filter(zone, before, PER_PAGE + 1));
        boolean more = entries.size() > PER_PAGE;
        List<AuditTrail.Entry> shown = more ? entries.subList(0, PER_PAGE) : entries;
        Set<UUID> acted = shown.stream().map(AuditTrail.Entry::actorId).collect(Collectors.toCollection(TreeSet::new));
        if (filter.actor() != null) {
            acted.add(filter.actor());
        }
        var it = new AuditPage(
                filter,
                shown,
                actors.of(admin, acted),
                audit.sealing(admin),
                zone,
                more ? shown.getLast().id() : null,
                searched,
                found);
        return new ModelAndView("admin/audit", Map.of("it", it));
    }

    @GetMapping("/{entry}")
    ModelAndView show(Actor admin, @PathVariable long entry) {
        AuditTrail.Detail detail = audit.entry(admin, entry);
        UUID by = detail.entry().actorId();
        return new ModelAndView(
                "admin/audit-entry",
                Map.of(
                        "it",
                        AuditEntryPage.of(detail, actors.of(admin, List.of(by)).get(by), zone(admin))));
    }

    /** Page by page, so that it may be of any length. */
    @GetMapping("/export")
    @FreshFactor
    void export(Actor admin, AuditFilter filter, @RequestParam AuditDownload form, HttpServletResponse response)
            throws IOException {
        ZoneId zone = zone(admin);
        List<AuditTrail.Entry> page = audit.entries(admin, filter.filter(zone, null, AT_ONCE));
        response.setContentType(form.type().toString());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("audit." + form.name().toLowerCase(Locale.ROOT))
                        .build()
                        .toString());
        Writer to = response.getWriter();
        form.begin(to);
        while (!page.isEmpty()) {
            for (AuditTrail.Entry entry : page) {
                form.put(entry, to);
            }
            page = audit.entries(admin, filter.filter(zone, page.getLast().id(), AT_ONCE));
        }
    }

    private ZoneId zone(Actor admin) {
        return PageClock.of(directory.locations(admin), null);
    }
}
