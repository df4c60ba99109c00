package clinic.web.staff;

import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.emergency.EmergencyAccess;
import clinic.emergency.EmergencyAccess.Access;
import clinic.emergency.EmergencyAccess.Review;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.PageClock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** The records that doctors opened in an emergency, until an admin has looked into each. */
@Controller
@RequestMapping("/admin/emergencies")
class EmergenciesController {

    private static final int PER_PAGE = 50;

    private final EmergencyAccess emergencies;
    private final Patients patients;
    private final Directory directory;
    private final ActorNames actors;

    EmergenciesController(EmergencyAccess emergencies, Patients patients, Directory directory, ActorNames actors) {
        this.emergencies = emergencies;
        this.patients = patients;
        this.directory = directory;
        this.actors = actors;
    }

    /**
     * @param all those too that somebody has looked into
     * @param done whether the reader has just looked into one
     */
    @GetMapping
    ModelAndView list(
            Actor admin,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(defaultValue = "false") boolean done) {
        return page(admin, all, before, null, null, List.of(), HttpStatus.OK).addObject("done", done);
    }

    @PostMapping("/{id}/review")
    ModelAndView review(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable String note) {
        try {
            emergencies.review(admin, id, note == null ? "" : note);
            return new ModelAndView("redirect:/admin/emergencies?done=true");
        } catch (Invalid e) {
            return page(admin, false, null, id, note, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Actor admin,
            boolean all,
            @Nullable UUID before,
            @Nullable UUID typedOf,
            @Nullable String typed,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        List<Access> found = emergencies.list(admin, !all, PER_PAGE + 1, before);
        List<Access> shown = found.size() > PER_PAGE ? found.subList(0, PER_PAGE) : found;
        var it = new EmergenciesPage(
                rows(admin, shown, typedOf, typed),
                all,
                PageClock.of(directory.locations(admin), null),
                found.size() > PER_PAGE ? shown.getLast().id() : null);
        return new ModelAndView("admin/emergencies", Map.of("it", it, "problems", problems), status);
    }

    private List<EmergenciesPage.Row> rows(
            Actor admin, List<Access> shown, @Nullable UUID typedOf, @Nullable String typed) {
        Map<DoctorId, String> doctors =
                directory
                        .doctors(
                                admin,
                                shown.stream().map(Access::doctor).distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(Doctor::id, Doctor::name));
        Map<PatientId, Patient> people = patients.patients(
                admin, shown.stream().map(Access::patient).distinct().toList());
        Map<UUID, String> reviewers = actors.of(
                admin,
                shown.stream()
                        .map(Access::review)
                        .filter(Objects::nonNull)
                        .map(Review::by)
                        .filter(Objects::nonNull)
                        .toList());
        return shown.stream()
                .map(access -> new EmergenciesPage.Row(
                        access,
                        doctors.getOrDefault(access.doctor(), ""),
                        Objects.requireNonNull(people.get(access.patient())),
                        access.review() == null
                                ? null
                                : reviewers.get(access.review().by()),
                        access.id().equals(typedOf) ? typed : null))
                .toList();
    }
}
