package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Absence;
import clinic.availability.WorkingPattern;
import clinic.directory.Directory;
import clinic.directory.LocationId;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A calendar file on the hours page: first shown, then added. The hours are London's. */
class AbsenceImportPagesTest extends StaffPages {

    private static final String IMPORT = "/doctor/hours/absences/import";
    private static final Pattern CARRIED = Pattern.compile("name=\"calendar\" value=\"([^\"]+)\"");

    @Test
    void aCalendarIsShownFirstWithTheVisitsItLeavesOutsideAndThenAdded() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T16:00");
        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get("/doctor/hours").text()).contains("multipart/form-data", "Calendar file");

        Answer shown = doctor.upload(
                IMPORT,
                calendar(
                        "DTSTART;VALUE=DATE:20261124\nSUMMARY:Dentist",
                        "DTSTART:20261201T090000\nDTEND:20261201T100000",
                        "DTSTART:20261202T090000\nDTEND:20261202T100000\nTRANSP:TRANSPARENT"),
                Map.of("location", ""));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text())
                .contains(
                        "2 times away to add",
                        "Tue 24 Nov, 00:00",
                        "Tue 1 Dec, 09:00",
                        "1 event is marked as free.",
                        "1 appointment would lie outside the hours",
                        "Ruth Adeyemi",
                        "Add 2 times away")
                .doesNotContain("Dentist");
        assertThat(absences()).isEmpty();

        Matcher carried = CARRIED.matcher(shown.text());
        assertThat(carried.find()).isTrue();
        Answer added = doctor.submit(IMPORT, "calendar", carried.group(1));
        assertThat(doctor.follow(added).text()).contains("The times away of the calendar are added.", "Imported");
        assertThat(absences())
                .extracting(absence -> absence.during().start().toString())
                .containsExactly("2026-11-24T00:00:00Z", "2026-12-01T09:00:00Z");

        assertThat(doctor.upload(IMPORT, calendar("DTSTART;VALUE=DATE:20261124"), Map.of())
                        .text())
                .contains("No times away to add", "1 time is there already.")
                .doesNotContain("<button class=\"btn btn-s\">Add");
    }

    @Test
    void anAdminAddsForADoctorOnTheClockOfAnotherPlace() {
        String auckland = place("Pacific/Auckland");
        Browser admin = clinic.asAdmin(port);
        String path = "/admin/doctors/" + clinic.doctor.id().value() + "/hours/absences/import";
        admin.get("/admin");

        Answer shown = admin.upload(path, calendar("DTSTART;VALUE=DATE:20261201"), Map.of("location", auckland));

        assertThat(shown.text()).contains("Tue 1 Dec", "action=\"" + path + "\"");
    }

    @Test
    void withoutAPlaceTheClockIsThatOfWhereTheDoctorWorksMost() {
        LocationId auckland = new LocationId(UUID.fromString(place("Pacific/Auckland")));
        availability.setPatterns(
                clinic.setUp,
                clinic.doctor.id(),
                List.of(
                        mondays(clinic.location.id(), "09:00", "12:00"),
                        mondays(auckland, "22:00", "04:00"),
                        mondays(clinic.location.id(), "13:00", "14:00")),
                false);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");

        assertThat(doctor.upload(IMPORT, calendar("DTSTART;VALUE=DATE:20261201"), Map.of())
                        .text())
                .contains("Tue 1 Dec")
                .doesNotContain("Mon 30 Nov");
    }

    private static WorkingPattern mondays(LocationId location, String from, String to) {
        return new WorkingPattern(
                location, DayOfWeek.MONDAY, LocalTime.parse(from), LocalTime.parse(to), List.of(), null, null, null);
    }

    @Test
    void whatCannotBeReadIsToldOnTheFormAndNothingIsAdded() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");

        Answer none = doctor.submit(IMPORT, Map.of());
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text()).contains("Choose a calendar file");
        Answer wrong = doctor.upload(IMPORT, "%PDF-1.7", Map.of());
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This is no calendar.", "id=\"file-error\"");
        Answer event = doctor.upload(
                IMPORT,
                calendar("DTSTART:20261201T090000", "DTSTART:soon"),
                Map.of("location", clinic.location.id().value().toString()));
        assertThat(event.text())
                .contains(
                        "Event 2 of the file cannot be read.",
                        "value=\"" + clinic.location.id().value() + "\" selected")
                .doesNotContain("soon");
        assertThat(absences()).isEmpty();
    }

    @Test
    void aLongListOfTimesAwayIsFolded() {
        availability.importAbsences(
                clinic.setUp,
                clinic.doctor.id(),
                calendar("DTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=20"),
                null,
                false);

        inOrder(clinic.asDoctor(port).get("/doctor/hours").text(), "Tue 8 Dec", "12 more", "Wed 9 Dec", "Sun 20 Dec");
    }

    @Test
    void aFileThatIsTooLargeIsToldSo() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");

        Answer two = doctor.upload(IMPORT, "x".repeat(2 << 20), Map.of());
        assertThat(two.status()).isEqualTo(422);
        assertThat(two.text()).contains("A calendar file has at most 1 MB.");
        Answer ten = doctor.upload(IMPORT, "x".repeat(10 << 20), Map.of());
        assertThat(ten.status()).isEqualTo(413);
        assertThat(ten.text()).contains("That file is too large");
    }

    @Test
    void aFileWithoutTheFormsTokenOrWithAnotherFieldIsRefused() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");
        String file = calendar("DTSTART;VALUE=DATE:20261201");

        assertThat(doctor.upload(IMPORT, file, Map.of("_csrf", "guessed")).status())
                .isEqualTo(403);
        assertThat(doctor.upload(IMPORT, file, Map.of("surprise", "1")).status())
                .isEqualTo(400);
        assertThat(doctor.upload("/doctor/hours", file, Map.of()).status()).isEqualTo(400);
        assertThat(absences()).isEmpty();
    }

    private String place(String zone) {
        return directory
                .addLocation(
                        clinic.setUp, new Directory.NewLocation("Far away " + clinic.name, ZoneId.of(zone), null, null))
                .id()
                .value()
                .toString();
    }

    private List<Absence> absences() {
        return availability.absences(clinic.setUp, clinic.doctor.id(), null);
    }

    private static String calendar(String... events) {
        return "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + String.join("\nEND:VEVENT\nBEGIN:VEVENT\n", events)
                + "\nEND:VEVENT\nEND:VCALENDAR\n";
    }
}
