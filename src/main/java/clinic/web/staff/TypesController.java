package clinic.web.staff;

import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.staff.ClinicForms.TypeForm;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The kinds of visit. */
@Controller
@RequestMapping("/admin/clinic/types")
class TypesController {

    private final Directory directory;

    TypesController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping
    ModelAndView list(Actor admin, @RequestParam(defaultValue = "false") boolean saved) {
        return page(admin, null, TypeForm.empty(), List.of()).addObject("saved", saved);
    }

    @PostMapping
    ModelAndView add(Actor admin, TypeForm form) {
        return attempt(admin, null, form, () -> directory.addType(admin, form.read()));
    }

    @PostMapping("/{id}")
    ModelAndView change(Actor admin, @PathVariable UUID id, TypeForm form) {
        return attempt(admin, id, form, () -> directory.changeType(admin, new TypeId(id), form.read()));
    }

    @PostMapping("/{id}/removal")
    ModelAndView remove(Actor admin, @PathVariable UUID id) {
        return attempt(admin, null, TypeForm.empty(), () -> directory.removeType(admin, new TypeId(id)));
    }

    /** @param changed the type whose form was sent; absent means that of a new one */
    private ModelAndView attempt(Actor admin, @Nullable UUID changed, TypeForm form, Runnable change) {
        try {
            change.run();
            return new ModelAndView("redirect:/admin/clinic/types?saved=true");
        } catch (Invalid e) {
            return page(admin, changed, form, e.problems());
        }
    }

    private ModelAndView page(Actor admin, @Nullable UUID changed, TypeForm form, List<Invalid.Problem> problems) {
        List<AppointmentType> types = directory.types(admin);
        Map<UUID, TypeForm> forms = types.stream()
                .collect(Collectors.toMap(
                        t -> t.id().value(), t -> t.id().value().equals(changed) ? form : TypeForm.of(t)));
        ModelAndView page = new ModelAndView(
                "admin/clinic-types",
                Map.of(
                        "types",
                        types,
                        "forms",
                        forms,
                        "form",
                        changed == null ? form : TypeForm.empty(),
                        "problems",
                        problems),
                problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return changed == null ? page : page.addObject("open", changed);
    }
}
