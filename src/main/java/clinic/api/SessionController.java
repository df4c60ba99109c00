package clinic.api;

import clinic.identity.CurrentActor;
import clinic.identity.FreshFactor;
import clinic.identity.SignIn;
import clinic.identity.SignIns;
import clinic.identity.SignIns.Open;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller is signed in. */
@RestController
@RequestMapping("/api/v1/me/sessions")
class SessionController {

    private final SignIns signIns;

    SessionController(SignIns signIns) {
        this.signIns = signIns;
    }

    /**
     * A browser or a program in which the account is signed in to.
     *
     * @param device such as "Firefox on Linux"; absent when it did not say
     * @param lastUsedAt for a program, when it last had a new token
     * @param current whether it is the one this was asked from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SessionJson(
            UUID id,
            SignIns.Kind kind,
            @Nullable String device,
            Instant startedAt,
            Instant lastUsedAt,
            boolean current) {

        static SessionJson of(Open open, @Nullable SignIn here) {
            return new SessionJson(
                    open.id(),
                    open.kind(),
                    open.device(),
                    open.began(),
                    open.lastUsed(),
                    here != null && here.id().equals(open.id()));
        }
    }

    @GetMapping
    @Operation(summary = "Where the caller is signed in", description = "Browsers and programs, last used first.")
    Page<SessionJson> sessions(Actor actor) {
        SignIn here = CurrentActor.signIn();
        return Page.whole(signIns.of(actor).stream()
                .map(open -> SessionJson.of(open, here))
                .toList());
    }

    @DeleteMapping("/{id}")
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a sign-in", description = "Its cookie or tokens mean nothing from the next request on.")
    void end(Actor actor, @PathVariable UUID id) {
        signIns.end(actor, id);
    }
}
