package clinic.api;

import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.FreshFactor;
import clinic.identity.Identity;
import clinic.identity.SecondFactors;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts, for admins. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
class UserController {

    private final Identity identity;
    private final SecondFactors factors;
    private final Directory directory;
    private final Transactions transactions;

    UserController(Identity identity, SecondFactors factors, Directory directory, Transactions transactions) {
        this.identity = identity;
        this.factors = factors;
        this.directory = directory;
        this.transactions = transactions;
    }

    /** The roles a person can sign in with. */
    enum SignInRole {
        PATIENT,
        DOCTOR,
        ADMIN;

        Actor.Role role() {
            return Actor.Role.valueOf(name());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserJson(
            UUID id,
            String email,
            String name,
            Actor.Role role,
            @Nullable UUID patientId,
            @Nullable UUID doctorId,
            boolean verified,
            boolean blocked,
            Instant createdAt) {

        static UserJson of(Account account) {
            return new UserJson(
                    account.id().value(),
                    account.email(),
                    account.name(),
                    account.role(),
                    account.role() == Actor.Role.PATIENT ? account.person() : null,
                    account.role() == Actor.Role.DOCTOR ? account.person() : null,
                    account.verified(),
                    account.blocked(),
                    account.createdAt());
        }
    }

    /**
     * Somebody to invite.
     *
     * @param role DOCTOR or ADMIN; patients sign up themselves
     * @param doctorId the record of a doctor who has no account yet; absent makes one
     */
    record Invitation(
            @NotNull String email,
            @NotNull String name,
            @NotNull SignInRole role,
            @Nullable UUID doctorId) {}

    record Changes(
            @Nullable Given<String> name,
            @Nullable Given<SignInRole> role,
            @Nullable Given<Boolean> blocked) {}

    record Search(
            @Nullable @Size(max = 200) String query,
            @Nullable SignInRole role,
            @Nullable Integer limit,
            @Nullable String cursor) {}

    @GetMapping
    @Operation(
            summary = "Find accounts",
            description =
                    "By the beginning of any word of the name or of the address. An address is written down in many"
                            + " places: where the query is part of a name, ask by POST /users/search.")
    Page<UserJson> users(
            Actor actor,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable SignInRole role,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return found(actor, query, role, limit, cursor);
    }

    @PostMapping("/search")
    @Operation(summary = "Find accounts, with the query in the body", description = "As GET /users; changes nothing.")
    Page<UserJson> users(Actor actor, @RequestBody @Valid Search body) {
        return found(actor, body.query(), body.role(), body.limit(), body.cursor());
    }

    private Page<UserJson> found(
            Actor actor,
            @Nullable String query,
            @Nullable SignInRole role,
            @Nullable Integer limit,
            @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        UUID after = paging.afterId();
        return paging.page(
                identity.accounts(
                        actor,
                        Bodies.text(query),
                        role == null ? null : role.role(),
                        paging.fetch(),
                        after == null ? null : new AccountId(after)),
                account -> account.id().value(),
                UserJson::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "An account")
    UserJson user(Actor actor, @PathVariable UUID id) {
        return UserJson.of(identity.account(actor, new AccountId(id)));
    }

    @PostMapping
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Invite a doctor or an admin",
            description =
                    "A link is sent by which the person sets a password. For a doctor without a record one is made.")
    UserJson invite(Actor actor, @RequestBody @Valid Invitation body) {
        if (body.role() != SignInRole.DOCTOR && body.doctorId() != null) {
            throw new Invalid("doctorId", "FORBIDDEN", "Only a doctor has a doctor's record.");
        }
        return UserJson.of(
                switch (body.role()) {
                    case ADMIN -> identity.invite(actor, body.email(), body.name(), Actor.Role.ADMIN, null);
                    case DOCTOR -> doctor(actor, body);
                    case PATIENT ->
                        throw new Invalid(
                                "role", "UNKNOWN_VALUE", "One of DOCTOR, ADMIN; patients sign up themselves.");
                });
    }

    private Account doctor(Actor actor, Invitation body) {
        return transactions.as(actor, () -> {
            Doctor doctor = body.doctorId() == null
                    ? directory.addDoctor(actor, body.name(), List.of(), body.email())
                    : directory.inviteDoctor(actor, new DoctorId(body.doctorId()), body.email());
            if (doctor.account() == null) {
                throw new IllegalStateException("An invited doctor has no account");
            }
            return identity.account(actor, doctor.account());
        });
    }

    @DeleteMapping("/{id}/factors")
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take away app, recovery codes and passkeys",
            description =
                    "For who has lost them. The account's sessions and tokens end at once; its owner is told by mail.")
    void forgetFactors(Actor actor, @PathVariable UUID id) {
        factors.forget(actor, new AccountId(id));
    }

    @PostMapping("/{id}/sign-out")
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "End all sessions and tokens of an account",
            description = "Nothing is blocked: its owner signs in again. The owner is told by mail.")
    void signOut(Actor actor, @PathVariable UUID id) {
        identity.signOutEverywhere(actor, new AccountId(id));
    }

    @PatchMapping("/{id}")
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @Operation(
            summary = "Rename, block or unblock an account, or make a doctor's an admin's",
            description =
                    "Blocking and a new role end its sessions and tokens at once. Only DOCTOR to ADMIN is a change"
                            + " of role; the doctor's record stays, without an account. Admins who would be doctors are invited as"
                            + " such.")
    UserJson change(Actor actor, @PathVariable UUID id, @RequestBody @Valid Changes body) {
        AccountId account = new AccountId(id);
        return UserJson.of(transactions.as(actor, () -> {
            Account was = identity.account(actor, account);
            Account now = was;
            if (body.name() != null) {
                now = identity.rename(actor, account, Given.over(was.name(), body.name(), "name"));
            }
            if (body.role() != null) {
                now = identity.changeRole(
                        actor,
                        account,
                        Given.over(SignInRole.valueOf(was.role().name()), body.role(), "role")
                                .role());
            }
            if (body.blocked() != null) {
                now = identity.block(actor, account, Given.over(was.blocked(), body.blocked(), "blocked"));
            }
            return now;
        }));
    }
}
