package clinic.api;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is. */
@RestController
class MeController {

    private final Identity identity;

    MeController(Identity identity) {
        this.identity = identity;
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
            @Nullable String zone) {}

    @GetMapping("/api/v1/me")
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
                account.zone());
    }
}
