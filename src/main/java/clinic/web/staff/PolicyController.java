package clinic.web.staff;

import clinic.directory.Directory;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.staff.ClinicForms.PolicyForm;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The clinic's rules for booking. */
@Controller
@RequestMapping("/admin/clinic/policy")
class PolicyController {

    private final Directory directory;

    PolicyController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping
    ModelAndView show(Actor admin, @RequestParam(defaultValue = "false") boolean saved) {
        return page(PolicyForm.of(directory.policy(admin)), List.of(), HttpStatus.OK)
                .addObject("saved", saved);
    }

    @PostMapping
    ModelAndView change(Actor admin, PolicyForm form) {
        try {
            directory.changePolicy(admin, form.read());
            return new ModelAndView("redirect:/admin/clinic/policy?saved=true");
        } catch (Invalid e) {
            return page(form, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView page(PolicyForm form, List<Invalid.Problem> problems, HttpStatus status) {
        return new ModelAndView("admin/clinic-policy", Map.of("form", form, "problems", problems), status);
    }
}
