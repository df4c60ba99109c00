package clinic.web.staff;

import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Policy;
import clinic.directory.PolicyScope;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The rules for booking: the clinic's, or what one type or one doctor sets otherwise. */
@Controller
@RequestMapping("/admin/clinic/policy")
class PolicyController {

    private static final String PATH = "/admin/clinic/policy";

    private final Directory directory;

    PolicyController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping
    ModelAndView show(
            Actor admin,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable UUID doctor,
            @RequestParam(defaultValue = "false") boolean saved) {
        PolicyScope scope = scope(admin, type, doctor);
        PolicyForm form = PolicyForm.of(directory.policies(admin).at(scope));
        return page(admin, scope, form, List.of(), HttpStatus.OK).addObject("saved", saved);
    }

    @PostMapping
    ModelAndView change(
            Actor admin,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable UUID doctor,
            PolicyForm form) {
        PolicyScope scope = scope(admin, type, doctor);
        try {
            directory.changePolicy(admin, scope, form.read());
            return new ModelAndView("redirect:"
                    + UriComponentsBuilder.fromPath(address(scope))
                            .queryParam("saved", true)
                            .toUriString());
        } catch (Invalid e) {
            return page(admin, scope, form, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Of a type and a doctor the doctor is meant: no page asks for both. */
    private PolicyScope scope(Actor admin, @Nullable UUID type, @Nullable UUID doctor) {
        if (doctor != null) {
            return PolicyScope.of(directory.doctor(admin, new DoctorId(doctor)).id());
        }
        return type == null
                ? PolicyScope.CLINIC
                : PolicyScope.of(directory.type(admin, new TypeId(type)).id());
    }

    /** Where the numbers of a scope are set. */
    static String address(PolicyScope scope) {
        if (scope.doctor() != null) {
            return PATH + "?doctor=" + scope.doctor().value();
        }
        return scope.type() == null ? PATH : PATH + "?type=" + scope.type().value();
    }

    private ModelAndView page(
            Actor admin, PolicyScope scope, PolicyForm form, List<Invalid.Problem> problems, HttpStatus status) {
        Policy clinic = directory.policies(admin).of(null, null);
        return new ModelAndView("admin/clinic-policy", status)
                .addObject("scope", scope)
                .addObject("clinic", clinic)
                .addObject("types", directory.types(admin))
                .addObject("doctors", directory.doctors(admin, null, null, null))
                .addObject("form", form)
                .addObject("problems", problems);
    }
}
