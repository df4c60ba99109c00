package clinic.web.staff;

import clinic.directory.Directory;
import clinic.identity.FreshFactor;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.rights.Erasures;
import clinic.rights.Erasures.Answer;
import clinic.rights.Erasures.Answered;
import clinic.rights.Erasures.Erasure;
import clinic.rights.Erasures.State;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.PageClock;
import java.util.ArrayList;
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

/** The patients who ask to be erased, and answering them. */
@Controller
@RequestMapping("/admin/erasures")
class ErasuresController {

    private static final int SHOWN = 100;

    private final Erasures erasures;
    private final Patients patients;
    private final Directory directory;

    ErasuresController(Erasures erasures, Patients patients, Directory directory) {
        this.erasures = erasures;
        this.patients = patients;
        this.directory = directory;
    }

    /** What became of a request, to be said once. */
    enum Done {
        GRANTED,
        REFUSED,
        BEFORE
    }

    @GetMapping
    ModelAndView list(
            Actor admin,
            @RequestParam(defaultValue = "OPEN") State state,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable Done done) {
        List<Erasure> found = erasures.list(admin, state, SHOWN + 1, after);
        List<Erasure> shown = found.size() > SHOWN ? found.subList(0, SHOWN) : found;
        return new ModelAndView("admin/erasures")
                .addObject("state", state)
                .addObject("shown", shown)
                .addObject("names", names(admin, shown))
                .addObject("next", found.size() > SHOWN ? shown.getLast().id() : null)
                .addObject("done", done == null ? null : "erasures.done." + done)
                .addObject("zone", PageClock.of(directory.locations(admin), null));
    }

    @GetMapping("/{id}")
    ModelAndView show(Actor admin, @PathVariable UUID id) {
        return page(admin, id, null, List.of(), HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping("/{id}/grant")
    ModelAndView grant(Actor admin, @PathVariable UUID id) {
        try {
            return onward(erasures.grant(admin, id), Done.GRANTED);
        } catch (Invalid e) {
            return page(admin, id, null, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @FreshFactor
    @PostMapping("/{id}/refusal")
    ModelAndView refuse(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
        try {
            return onward(erasures.refuse(admin, id, reason), Done.REFUSED);
        } catch (Invalid e) {
            return page(admin, id, reason, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Actor admin, UUID id, @Nullable String reason, List<Invalid.Problem> refused, HttpStatus status) {
        Erasure erasure = erasures.erasure(admin, id);
        @Nullable Answered would = null;
        List<Invalid.Problem> problems = new ArrayList<>(refused);
        try {
            if (erasure.state() == State.OPEN && erasures.rehearse(admin, id) instanceof Answered answered) {
                would = answered;
            }
        } catch (Invalid e) {
            problems.addAll(e.problems());
        }
        return new ModelAndView("admin/erasure", status)
                .addObject("it", erasure)
                .addObject("name", names(admin, List.of(erasure)).getOrDefault(erasure.patient(), ""))
                .addObject("would", would)
                .addObject("reason", reason)
                .addObject("problems", problems)
                .addObject("zone", PageClock.of(directory.locations(admin), null));
    }

    private Map<PatientId, String> names(Actor admin, List<Erasure> shown) {
        return patients.patients(admin, shown.stream().map(Erasure::patient).toList()).values().stream()
                .collect(Collectors.toMap(Patient::id, Patient::name));
    }

    private static ModelAndView onward(Answer answer, Done done) {
        return new ModelAndView("redirect:/admin/erasures?done=" + (answer instanceof Answered ? done : Done.BEFORE));
    }
}
