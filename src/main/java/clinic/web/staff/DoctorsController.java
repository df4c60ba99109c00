package clinic.web.staff;

import clinic.availability.Availability;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Offer;
import clinic.identity.FreshFactor;
import clinic.shared.Actor;
import clinic.shared.Invalid;
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

/** The doctors, what they are called and what they offer. Offers that would leave appointments outside are asked about. */
@Controller
@RequestMapping("/admin/doctors")
class DoctorsController {

    private final Availability availability;
    private final Directory directory;
    private final AskFirst asking;

    DoctorsController(Availability availability, Directory directory, AskFirst asking) {
        this.availability = availability;
        this.directory = directory;
        this.asking = asking;
    }

    /** What to say once after a change. */
    enum Done {
        ADDED,
        CHANGED,
        OFFERS,
        INVITED,
        REMOVED
    }

    @GetMapping
    ModelAndView list(Actor admin, @RequestParam(required = false) @Nullable Done done) {
        ModelAndView page = list(admin, DoctorForm.empty(), List.of(), HttpStatus.OK);
        return done == null ? page : page.addObject("done", "doctors.done." + done);
    }

    @PostMapping
    @FreshFactor
    ModelAndView add(Actor admin, DoctorForm form) {
        try {
            DoctorForm.Typing who = form.read();
            Doctor doctor = directory.addDoctor(admin, who.name(), who.specialties(), who.email());
            return onward(doctor.id(), who.email() == null ? Done.ADDED : Done.INVITED);
        } catch (Invalid e) {
            return list(admin, form, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView list(Actor admin, DoctorForm form, List<Invalid.Problem> problems, HttpStatus status) {
        List<Doctor> doctors = directory.doctors(admin, null, null, null);
        Map<DoctorId, Long> offers = directory
                .offers(admin, doctors.stream().map(Doctor::id).toList(), null)
                .stream()
                .collect(Collectors.groupingBy(Offer::doctor, Collectors.counting()));
        return new ModelAndView(
                "admin/doctors",
                Map.of("doctors", doctors, "offers", offers, "form", form, "problems", problems),
                status);
    }

    @GetMapping("/{id}")
    ModelAndView show(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable Done done) {
        ModelAndView page = doctor(admin, new DoctorId(id), null, null, List.of(), HttpStatus.OK);
        return done == null ? page : page.addObject("done", "doctors.done." + done);
    }

    @PostMapping("/{id}")
    ModelAndView change(Actor admin, @PathVariable UUID id, DoctorForm form) {
        var doctor = new DoctorId(id);
        try {
            DoctorForm.Typing who = form.read();
            directory.changeDoctor(admin, doctor, who.name(), who.specialties());
            return onward(doctor, Done.CHANGED);
        } catch (Invalid e) {
            return doctor(admin, doctor, form, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{id}/offers")
    ModelAndView changeOffers(
            Actor admin,
            @PathVariable UUID id,
            OffersForm form,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        var doctor = new DoctorId(id);
        try {
            List<Offer> offers = form.read(doctor);
            return asking.make(
                            admin,
                            confirmed,
                            base(doctor),
                            "/offers",
                            dryRun -> availability
                                    .setOffers(admin, doctor, offers, dryRun)
                                    .leftOutside())
                    .map(question -> question.addObject("offers", form))
                    .orElseGet(() -> onward(doctor, Done.OFFERS));
        } catch (Invalid e) {
            return doctor(admin, doctor, null, form, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** An account for a doctor who has none yet. */
    @PostMapping("/{id}/invitation")
    @FreshFactor
    ModelAndView invite(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable String email) {
        var doctor = new DoctorId(id);
        try {
            var typed = new Typed();
            String address = typed.required("email", email, "the e-mail address");
            typed.check();
            directory.inviteDoctor(admin, doctor, address);
            return onward(doctor, Done.INVITED);
        } catch (Invalid e) {
            return doctor(admin, doctor, null, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{id}/removal")
    ModelAndView remove(Actor admin, @PathVariable UUID id) {
        var doctor = new DoctorId(id);
        try {
            directory.removeDoctor(admin, doctor);
            return new ModelAndView("redirect:/admin/doctors?done=REMOVED");
        } catch (Invalid e) {
            return doctor(admin, doctor, null, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView doctor(
            Actor admin,
            DoctorId id,
            @Nullable DoctorForm form,
            @Nullable OffersForm offers,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        Doctor doctor = directory.doctor(admin, id);
        List<AppointmentType> types = directory.types(admin);
        return new ModelAndView(
                "admin/doctor",
                Map.of(
                        "doctor",
                        doctor,
                        "types",
                        types,
                        "locations",
                        directory.locations(admin),
                        "form",
                        form == null ? DoctorForm.of(doctor) : form,
                        "offers",
                        offers == null ? OffersForm.of(types, directory.offers(admin, List.of(id), null)) : offers,
                        "problems",
                        problems),
                status);
    }

    private static ModelAndView onward(DoctorId doctor, Done done) {
        return new ModelAndView("redirect:" + base(doctor) + "?done=" + done);
    }

    private static String base(DoctorId doctor) {
        return "/admin/doctors/" + doctor.value();
    }
}
