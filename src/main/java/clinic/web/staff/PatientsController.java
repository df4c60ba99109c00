package clinic.web.staff;

import clinic.shared.Actor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finds a patient at the desk. What is searched for is posted, so that no address has a name in it. */
@Controller
@RequestMapping("/admin/patients")
class PatientsController {

    private final PatientSearch search;

    PatientsController(PatientSearch search) {
        this.search = search;
    }

    @GetMapping
    ModelAndView patients() {
        return page(PatientSearch.Result.NONE);
    }

    @PostMapping("/search")
    ModelAndView find(
            Actor admin,
            @RequestParam(required = false) @Nullable String name,
            @RequestHeader(name = "HX-Trigger", required = false) @Nullable String typing) {
        return page(search.find(admin, name, typing));
    }

    private static ModelAndView page(PatientSearch.Result result) {
        List<FoundPatient> found = result.found();
        var page = new ModelAndView("admin/patients", Map.of("found", found));
        return result.searched() == null ? page : page.addObject("searched", result.searched());
    }
}
