package clinic.api;

import clinic.directory.Directory;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is. */
@RestController
class MeController {

    private final Identity identity;
    private final Directory directory;

    MeController(Identity identity, Directory directory) {
        this.identity = identity;
        this.directory = directory;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            UUID id,
            String email,
            String name,
            Role role,
            @Nullable UUID patientId,
            @Nullable UUID doctorId,
            String locale,
            String zone) {}

    @GetMapping("/api/v1/me")
    @Operation(
            summary = "Who the caller is",
            description = "Without a zone of the caller's own it is that of the clinic's first location.")
    Me me(Actor actor) {
        Account account = identity.me(actor);
        return new Me(
                account.id().value(),
                account.email(),
                account.name(),
                account.role(),
                account.role() == Role.PATIENT ? account.person() : null,
                account.role() == Role.DOCTOR ? account.person() : null,
                account.locale(),
                account.zone() == null ? clinicZone(actor) : account.zone());
    }

    private String clinicZone(Actor actor) {
        return directory.locations(actor).stream()
                .findFirst()
                .map(place -> place.zone().getId())
                .orElse("UTC");
    }
}
