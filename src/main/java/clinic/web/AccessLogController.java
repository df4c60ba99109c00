package clinic.web;

import clinic.audit.AccessLog;
import clinic.audit.AccessLog.Access;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.emergency.EmergencyAccess;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who has seen the patient's data. */
@Controller
class AccessLogController {

    private static final int SHOWN = 50;

    private final AccessLog log;
    private final Directory directory;
    private final Appointments appointments;
    private final EmergencyAccess emergencies;

    AccessLogController(AccessLog log, Directory directory, Appointments appointments, EmergencyAccess emergencies) {
        this.log = log;
        this.directory = directory;
        this.appointments = appointments;
        this.emergencies = emergencies;
    }

    @GetMapping("/account/access")
    ModelAndView seen(Actor patient, @RequestParam(required = false) @Nullable UUID before) {
        PatientId self = PatientId.concerned(patient, null);
        List<Access> found = log.of(patient, self.value(), SHOWN + 1, before);
        List<Access> shown = found.size() > SHOWN ? found.subList(0, SHOWN) : found;
        return new ModelAndView("account-access")
                .addObject(
                        "it",
                        AccessLogView.of(
                                shown,
                                found.size() > SHOWN ? shown.getLast().id() : null,
                                doctors(patient, shown),
                                visits(patient, shown),
                                emergencies.to(patient, self),
                                PageClock.of(directory.locations(patient), null)));
    }

    private Map<UUID, String> doctors(Actor patient, List<Access> shown) {
        return directory
                .doctors(
                        patient,
                        shown.stream()
                                .map(Access::doctor)
                                .filter(Objects::nonNull)
                                .distinct()
                                .map(DoctorId::new)
                                .toList())
                .stream()
                .collect(Collectors.toMap(doctor -> doctor.id().value(), Doctor::name));
    }

    private Map<UUID, AppointmentView> visits(Actor patient, List<Access> shown) {
        List<AppointmentId> ids = shown.stream()
                .map(Access::appointment)
                .filter(Objects::nonNull)
                .distinct()
                .map(AppointmentId::new)
                .toList();
        return appointments.appointments(patient, ids).stream()
                .collect(Collectors.toMap(visit -> visit.id().value(), visit -> visit));
    }
}
