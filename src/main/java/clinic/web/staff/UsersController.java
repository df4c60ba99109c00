package clinic.web.staff;

import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.FreshFactor;
import clinic.identity.Identity;
import clinic.identity.SecondFactors;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.rights.Restrictions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.web.PageClock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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

/** Who can sign in: finding accounts, inviting, renaming, blocking. */
@Controller
@RequestMapping("/admin/users")
class UsersController {

    private static final int PER_PAGE = 50;

    private final Identity identity;
    private final SecondFactors factors;
    private final Directory directory;
    private final Patients patients;
    private final Restrictions restrictions;

    UsersController(
            Identity identity,
            SecondFactors factors,
            Directory directory,
            Patients patients,
            Restrictions restrictions) {
        this.identity = identity;
        this.factors = factors;
        this.directory = directory;
        this.patients = patients;
        this.restrictions = restrictions;
    }

    @GetMapping
    ModelAndView list(
            Actor admin,
            @RequestParam(required = false) Actor.@Nullable Role role,
            @RequestParam(required = false) @Nullable UUID after) {
        return page(admin, null, role, after);
    }

    /** The name is posted, so that it stands in no address. */
    @PostMapping("/search")
    ModelAndView search(
            Actor admin,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) Actor.@Nullable Role role) {
        String query = Typed.text(name);
        if (query == null) {
            return new ModelAndView("redirect:/admin/users" + (role == null ? "" : "?role=" + role));
        }
        return page(admin, query, role, null);
    }

    private ModelAndView page(Actor admin, @Nullable String searched, Actor.@Nullable Role role, @Nullable UUID after) {
        List<Account> accounts =
                identity.accounts(admin, searched, role, PER_PAGE + 1, after == null ? null : new AccountId(after));
        boolean more = accounts.size() > PER_PAGE;
        List<Account> shown = more ? accounts.subList(0, PER_PAGE) : accounts;
        UUID next = more ? shown.getLast().id().value() : null;
        return new ModelAndView(
                "admin/users", Map.of("it", new UsersPage(shown, searched, role, after, next, zone(admin))));
    }

    /** What to say once after a change. */
    enum Done {
        RENAMED,
        BLOCKED,
        UNBLOCKED,
        FACTORS_REMOVED,
        SIGNED_OUT,
        RESTRICTED,
        RESTRICTION_ENDS,
        INVITED
    }

    @GetMapping("/{id}")
    ModelAndView show(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable Done done) {
        ModelAndView page = account(admin, id, null, List.of(), HttpStatus.OK);
        return done == null ? page : page.addObject("done", "users.done." + done);
    }

    @PostMapping("/{id}/name")
    ModelAndView rename(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable String name) {
        try {
            var typed = new Typed();
            String wanted = typed.required("name", name, "the name");
            typed.check();
            identity.rename(admin, new AccountId(id), wanted);
            return onward(id, Done.RENAMED);
        } catch (Invalid e) {
            return account(admin, id, name, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @FreshFactor
    @PostMapping("/{id}/block")
    ModelAndView block(Actor admin, @PathVariable UUID id, @RequestParam boolean blocked) {
        try {
            identity.block(admin, new AccountId(id), blocked);
            return onward(id, blocked ? Done.BLOCKED : Done.UNBLOCKED);
        } catch (Invalid e) {
            return account(admin, id, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** For who has lost the telephone and the recovery codes. */
    @FreshFactor
    @PostMapping("/{id}/factors/removal")
    ModelAndView forgetFactors(Actor admin, @PathVariable UUID id) {
        try {
            factors.forget(admin, new AccountId(id));
            return onward(id, Done.FACTORS_REMOVED);
        } catch (Invalid e) {
            return account(admin, id, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** For who has left a device somewhere, or lost it; nothing is blocked. */
    @FreshFactor
    @PostMapping("/{id}/sign-out")
    ModelAndView signOut(Actor admin, @PathVariable UUID id) {
        identity.signOutEverywhere(admin, new AccountId(id));
        return onward(id, Done.SIGNED_OUT);
    }

    /** The patient behind the account contests what the record says, or objects. */
    @FreshFactor
    @PostMapping("/{id}/restriction")
    ModelAndView restrict(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
        try {
            restrictions.restrict(admin, patient(admin, id), reason == null ? "" : reason);
            return onward(id, Done.RESTRICTED);
        } catch (Invalid e) {
            return account(admin, id, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @FreshFactor
    @PostMapping("/{id}/restriction/end")
    ModelAndView endRestriction(Actor admin, @PathVariable UUID id) {
        restrictions.end(admin, patient(admin, id));
        return onward(id, Done.RESTRICTION_ENDS);
    }

    private PatientId patient(Actor admin, UUID id) {
        Account account = identity.account(admin, new AccountId(id));
        UUID person = account.person();
        if (account.role() != Actor.Role.PATIENT || person == null) {
            throw new NotFound("patient");
        }
        return new PatientId(person);
    }

    private ModelAndView account(
            Actor admin, UUID id, @Nullable String typedName, List<Invalid.Problem> problems, HttpStatus status) {
        Account account = identity.account(admin, new AccountId(id));
        boolean self = account.id().value().equals(admin.id());
        ModelAndView page = new ModelAndView(
                "admin/user",
                Map.of(
                        "account",
                        account,
                        "zone",
                        zone(admin),
                        "self",
                        self,
                        "name",
                        typedName == null ? account.name() : typedName,
                        "problems",
                        problems),
                status);
        return account.role() == Actor.Role.PATIENT && account.person() != null
                ? page.addObject("record", record(admin, new PatientId(account.person())))
                : page;
    }

    /** As in a list, so that looking at an account is no look into the record. */
    private @Nullable Patient record(Actor admin, PatientId id) {
        return patients.patients(admin, List.of(id)).get(id);
    }

    @GetMapping("/invitation")
    ModelAndView invitation(@RequestParam(required = false) Actor.@Nullable Role role) {
        var form = new InvitationForm(null, null, role == null ? Actor.Role.DOCTOR : role, null);
        return new ModelAndView("admin/invitation", Map.of("form", form, "problems", List.of()));
    }

    @FreshFactor
    @PostMapping("/invitation")
    ModelAndView invite(Actor admin, InvitationForm form) {
        try {
            InvitationForm.Invitation who = form.read();
            if (who.role() == Actor.Role.DOCTOR) {
                Doctor doctor = directory.addDoctor(admin, who.name(), who.specialties(), who.email());
                return new ModelAndView("redirect:/admin/doctors/" + doctor.id().value() + "?done=INVITED");
            }
            Account invited = identity.invite(admin, who.email(), who.name(), who.role(), null);
            return onward(invited.id().value(), Done.INVITED);
        } catch (Invalid e) {
            return new ModelAndView(
                    "admin/invitation",
                    Map.of("form", form, "problems", e.problems()),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ZoneId zone(Actor admin) {
        return PageClock.of(directory.locations(admin), null);
    }

    private static ModelAndView onward(UUID id, Done done) {
        return new ModelAndView("redirect:/admin/users/" + id + "?done=" + done);
    }
}
