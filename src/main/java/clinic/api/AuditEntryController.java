package clinic.api;

import clinic.audit.AuditTrail;
import clinic.audit.AuditTrail.Entry;
import clinic.audit.AuditTrail.Filter;
import clinic.directory.Directory;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed what, for admins. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit")
class AuditEntryController {

    private final AuditTrail audit;
    private final Directory directory;

    AuditEntryController(AuditTrail audit, Directory directory) {
        this.audit = audit;
        this.directory = directory;
    }

    /**
     * @param before the record as it was, personal values masked; absent for one that was made
     * @param after likewise as it became; absent for one that was removed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryJson(
            long id,
            Instant at,
            By actor,
            String action,
            What record,
            @JsonRawValue @Schema(type = "object") @Nullable String before,
            @JsonRawValue @Schema(type = "object") @Nullable String after,
            @Nullable UUID requestId) {

        static EntryJson of(Entry entry) {
            return new EntryJson(
                    entry.id(),
                    entry.at(),
                    new By(entry.actorId(), entry.actorRole()),
                    entry.action(),
                    new What(entry.kind(), entry.record()),
                    entry.before(),
                    entry.after(),
                    entry.request());
        }
    }

    @Schema(name = "AuditActor")
    record By(UUID id, String role) {}

    @Schema(name = "AuditRecord")
    record What(String kind, String id) {}

    @GetMapping
    @Operation(
            summary = "The audit trail, newest first",
            description = "By the id of a record, its kind, the account that acted, and time; each filter narrows.")
    Page<EntryJson> entries(
            Actor actor,
            @RequestParam(required = false) @Nullable String record,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(name = "actor", required = false) @Nullable UUID by,
            @RequestParam(required = false) @Nullable When from,
            @RequestParam(required = false) @Nullable When to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        List<ZoneId> zones = Bounds.zones(directory, actor);
        Filter filter = new Filter(
                Bodies.text(kind),
                Bodies.text(record),
                by,
                Bounds.earliest(from, zones),
                Bounds.latest(to, zones),
                paging.afterNumber(),
                paging.fetch());
        return paging.page(audit.entries(actor, filter), Entry::id, EntryJson::of);
    }
}
