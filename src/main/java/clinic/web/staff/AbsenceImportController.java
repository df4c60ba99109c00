package clinic.web.staff;

import clinic.availability.Absence;
import clinic.availability.Availability;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ImportedAbsences;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Takes a doctor's absences from a calendar file. What it would add is shown first; the page that shows it carries the
 * times along, and nothing else of the file, so that it need not be chosen again.
 */
@Controller
@RequestMapping({"/doctor/hours/absences/import", "/admin/doctors/{doctor}/hours/absences/import"})
class AbsenceImportController {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Availability availability;
    private final HoursPages pages;
    private final AskFirst asking;

    AbsenceImportController(Availability availability, HoursPages pages, AskFirst asking) {
        this.availability = availability;
        this.pages = pages;
        this.asking = asking;
    }

    /**
     * @param file as it was chosen
     * @param calendar what was shown before
     */
    @PostMapping
    ModelAndView add(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable UUID location,
            @RequestParam(required = false) @Nullable String calendar)
            throws IOException {
        DoctorId id = HoursController.whose(actor, doctor);
        LocationId place = location == null ? null : new LocationId(location);
        try {
            if (calendar != null && !calendar.isBlank()) {
                availability.importAbsences(actor, id, calendar, place, false);
                return HoursController.onward(actor, id, HoursController.Done.IMPORT);
            }
            if (file == null || file.isEmpty()) {
                throw new Invalid("file", "REQUIRED", "Choose a calendar file, which ends in .ics.");
            }
            String text = new String(file.getBytes(), StandardCharsets.UTF_8);
            return shown(actor, id, availability.importAbsences(actor, id, text, place, true));
        } catch (Invalid e) {
            return pages.page(actor, id, AbsenceForm.empty(), e.problems()).addObject("importLocation", location);
        }
    }

    private ModelAndView shown(Actor actor, DoctorId doctor, ScheduleChange<ImportedAbsences> change) {
        var page = new ModelAndView("staff/absence-import")
                .addObject("base", HoursController.base(actor, doctor))
                .addObject("found", change.result())
                .addObject("zone", change.result().zone())
                .addObject("calendar", times(change.result().added()));
        return asking.name(actor, change.leftOutside(), page);
    }

    private static String times(List<Absence> absences) {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\n");
        for (Absence absence : absences) {
            text.append("BEGIN:VEVENT\r\nDTSTART:")
                    .append(UTC.format(absence.during().start()))
                    .append("\r\nDTEND:")
                    .append(UTC.format(absence.during().end()))
                    .append("\r\nEND:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }
}
