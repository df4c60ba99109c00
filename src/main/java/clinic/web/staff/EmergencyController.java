package clinic.web.staff;

import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.emergency.EmergencyAccess;
import clinic.emergency.EmergencyAccess.Open;
import clinic.emergency.EmergencyAccess.OpenRecord;
import clinic.emergency.EmergencyAccess.Visit;
import clinic.identity.FreshFactor;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.PageClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A doctor opens the record of somebody he does not treat, reads it, and ends it. */
@Controller
@RequestMapping("/doctor/emergency")
class EmergencyController {

    private final EmergencyAccess emergencies;
    private final Directory directory;
    private final Clock clock;

    EmergencyController(EmergencyAccess emergencies, Directory directory, Clock clock) {
        this.emergencies = emergencies;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param ended whether the reader has just ended one */
    @GetMapping
    ModelAndView door(Actor doctor, @RequestParam(defaultValue = "false") boolean ended) {
        return door(doctor, EmergencyForm.empty(), false, List.of(), HttpStatus.OK)
                .addObject("ended", ended);
    }

    @FreshFactor
    @PostMapping
    ModelAndView begin(Actor doctor, EmergencyForm form) {
        try {
            Optional<Open> begun = emergencies.begin(doctor, form.read());
            return begun.map(open -> new ModelAndView("redirect:/doctor/emergency/" + open.id()))
                    .orElseGet(() -> door(doctor, form, true, List.of(), HttpStatus.UNPROCESSABLE_CONTENT));
        } catch (Invalid e) {
            return door(doctor, form, false, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView door(
            Actor doctor, EmergencyForm form, boolean nobody, List<Invalid.Problem> problems, HttpStatus status) {
        var it = new EmergencyPage.Door(form, nobody, emergencies.open(doctor), zone(doctor));
        return new ModelAndView("doctor/emergency", Map.of("it", it, "problems", problems), status);
    }

    @GetMapping("/{id}")
    ModelAndView record(Actor doctor, @PathVariable UUID id) {
        OpenRecord record = emergencies.record(doctor, id);
        Duration left = Duration.between(clock.instant(), record.access().endsAt());
        return new ModelAndView(
                "doctor/emergency-record",
                "it",
                new EmergencyPage.Record(
                        record, left.plusSeconds(59).toMinutes(), zone(doctor), named(doctor, record.visits())));
    }

    private List<EmergencyPage.Line> named(Actor doctor, List<Visit> visits) {
        Map<DoctorId, String> doctors =
                directory
                        .doctors(
                                doctor,
                                visits.stream().map(Visit::doctor).distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(Doctor::id, Doctor::name));
        Map<TypeId, String> types =
                directory.types(doctor).stream().collect(Collectors.toMap(AppointmentType::id, AppointmentType::name));
        Map<LocationId, String> locations =
                directory.locations(doctor).stream().collect(Collectors.toMap(Location::id, Location::name));
        return visits.stream()
                .map(visit -> new EmergencyPage.Line(
                        visit,
                        doctors.getOrDefault(visit.doctor(), ""),
                        types.getOrDefault(visit.type(), ""),
                        locations.getOrDefault(visit.location(), "")))
                .toList();
    }

    @PostMapping("/{id}/end")
    String end(Actor doctor, @PathVariable UUID id) {
        emergencies.end(doctor, id);
        return "redirect:/doctor/emergency?ended=true";
    }

    private ZoneId zone(Actor doctor) {
        return PageClock.of(directory.locations(doctor), null);
    }
}
