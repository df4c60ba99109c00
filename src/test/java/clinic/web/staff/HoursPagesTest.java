package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.shared.TimeRange;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages on which doctors and admins keep hours, over HTTP and without script. */
class HoursPagesTest extends StaffPages {

    @Test
    void aDoctorChangesTheWeekAndIsShownFirstWhoWouldBeLeftOutside() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T16:00");
        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get("/doctor/hours").text()).contains("My hours", "12:00-13:00");
        String[] shorter = {
            "rows[0].day", "TUESDAY",
            "rows[0].location", clinic.location.id().value().toString(),
            "rows[0].from", "09:00",
            "rows[0].to", "15:00",
            "rows[0].breaks", "12:00-12:30",
            "rows[1].day", "WEDNESDAY",
            "rows[1].from", "",
            "rows[1].to", ""
        };

        Answer asked = doctor.submit("/doctor/hours", shorter);
        assertThat(asked.text()).contains("1 appointment would lie outside the hours", "Ruth Adeyemi");
        assertThat(availability.patterns(clinic.setUp, clinic.doctor.id())).hasSize(7);

        String[] confirmed = java.util.Arrays.copyOf(shorter, shorter.length + 2);
        confirmed[shorter.length] = "confirmed";
        confirmed[shorter.length + 1] = "true";
        assertThat(doctor.submit("/doctor/hours", confirmed).location()).isEqualTo("/doctor/hours?done=HOURS");
        assertThat(availability.patterns(clinic.setUp, clinic.doctor.id())).hasSize(1);

        shorter[5] = "nine";
        assertThat(doctor.submit("/doctor/hours", shorter).status()).isEqualTo(422);
    }

    @Test
    void aDoctorSetsOtherHoursOnADateAndIsShownFirstWhoWouldBeLeftOutside() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T16:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");
        String place = clinic.location.id().value().toString();
        String[] closed = {"date", "2026-11-24", "locationId", place, "closed", "true"};
        String[] shorter = {"date", "2026-11-24", "locationId", place, "from", "09:00", "to", "15:00"};

        Answer asked = doctor.submit("/doctor/hours/exceptions", closed);
        assertThat(asked.text())
                .contains("1 appointment would lie outside the hours", "action=\"/doctor/hours/exceptions\"");
        assertThat(exceptions()).isEmpty();

        doctor.submit(
                "/doctor/hours/exceptions",
                "date",
                "2026-11-24",
                "locationId",
                place,
                "closed",
                "true",
                "confirmed",
                "true");
        Answer saved = doctor.submit("/doctor/hours/exceptions", shorter);
        assertThat(doctor.follow(saved).text())
                .contains("The hours of that date are saved.", "Tue 24 Nov", "09:00 to 15:00");

        doctor.submit("/doctor/hours/exceptions", "date", "2026-11-26", "locationId", place, "closed", "true");
        inOrder(doctor.get("/doctor/hours").text(), "Thu 26 Nov", "Not the week’s hours");
        assertThat(doctor.submit("/doctor/hours/exceptions", shorter).text())
                .contains("These hours overlap", "value=\"2026-11-24\"");
        assertThat(doctor.submit("/doctor/hours/exceptions", "date", "2026-11-27", "locationId", place)
                        .status())
                .isEqualTo(422);

        Answer removed = doctor.submit(
                "/doctor/hours/exceptions/" + exceptions().getLast().id() + "/removal");
        assertThat(doctor.follow(removed).text()).contains("The date is back to the week.");
        assertThat(exceptions()).hasSize(2);
    }

    @Test
    void extraHoursAreTakenBackOnlyAfterTheVisitWithinThemWasShown() {
        availability.addException(
                clinic.setUp,
                clinic.doctor.id(),
                clinic.location.id(),
                LocalDate.of(2026, 11, 24),
                new Stretch(LocalTime.of(20, 0), LocalTime.of(21, 0)),
                false);
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T20:00");
        Browser admin = clinic.asAdmin(port);
        String removal = "/admin/doctors/" + clinic.doctor.id().value() + "/hours/exceptions/"
                + exceptions().getFirst().id() + "/removal";
        admin.get("/admin");

        assertThat(admin.submit(removal).text()).contains("Ruth Adeyemi", "action=\"" + removal + "\"");
        assertThat(exceptions()).hasSize(1);
        admin.submit(removal, "confirmed", "true");
        assertThat(exceptions()).isEmpty();
    }

    private List<WorkingException> exceptions() {
        return availability.exceptions(clinic.setUp, clinic.doctor.id(), null, null);
    }

    @Test
    void aDoctorIsAwayAndComesBack() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");

        Answer added = doctor.submit(
                "/doctor/hours/absences", "fromDate", "2026-11-26", "toDate", "2026-11-27", "reason", "Course");
        assertThat(doctor.follow(added).text()).contains("The time away is saved.", "Thu 26 Nov", "Course");
        assertThat(doctor.get("/doctor?date=2026-11-26").text()).contains("Away");

        String absence = availability
                .absences(clinic.setUp, clinic.doctor.id(), null)
                .getFirst()
                .id()
                .toString();
        doctor.submit("/doctor/hours/absences/" + absence + "/removal");
        assertThat(availability.absences(clinic.setUp, clinic.doctor.id(), null))
                .isEmpty();
        assertThat(doctor.submit("/doctor/hours/absences", "fromDate", "2026-11-27", "toDate", "2026-11-26")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void staffAskWhyATimeIsNotOfferedAndSeeEachRule() {
        clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        String question = "/doctor/why?type=" + clinic.type.id().value() + "&location="
                + clinic.location.id().value() + "&date=2026-11-24&time=";

        assertThat(doctor.get("/doctor/hours").text()).contains("href=\"/doctor/why\"");
        assertThat(doctor.get(question + "10:40").text())
                .contains("cannot be booked at that time", "Doctor free", "broken", "Taken: Tue 24 Nov 10:40")
                .doesNotContain("Maya");
        assertThat(doctor.get(question + "11:20").text()).contains("can be booked at that time");
        assertThat(doctor.get(question + "soon").status()).isEqualTo(400);
        assertThat(clinic.asAdmin(port)
                        .get(question.replace(
                                        "/doctor/why",
                                        "/admin/doctors/" + clinic.doctor.id().value() + "/why")
                                + "10:40")
                        .text())
                .contains("cannot be booked at that time");
    }

    @Test
    void theExplanationLeadsToWhereEachRuleIsSetAlsoForOneDate() {
        availability.addException(
                clinic.setUp, clinic.doctor.id(), clinic.location.id(), LocalDate.of(2026, 11, 24), null, false);
        String admin = "/admin/doctors/" + clinic.doctor.id().value();
        String question = "/why?location=" + clinic.location.id().value() + "&date=%s&time=10:00";

        assertThat(clinic.asAdmin(port)
                        .get(admin + question.formatted("2026-11-24"))
                        .text())
                .contains(
                        "The doctor has no hours there on this date, unlike in the week.",
                        "href=\"" + admin + "/hours#exceptions\"",
                        "href=\"" + admin + "/hours#away\"",
                        "href=\"/admin/clinic/closures\"",
                        "href=\"/admin/clinic/policy\"",
                        "href=\"" + admin + "#offers\"")
                .doesNotContain("by an admin");
        assertThat(clinic.asDoctor(port)
                        .get("/doctor" + question.formatted("2026-11-25"))
                        .text())
                .contains("href=\"/doctor/hours#week\"")
                .doesNotContain("#exceptions");
    }

    @Test
    void theExplanationTellsHowItWasWhenSomebodyLooked() {
        Browser doctor = clinic.asDoctor(port);
        clock.advance(Duration.ofMinutes(10));
        availability.addAbsence(
                clinic.setUp,
                clinic.doctor.id(),
                TimeRange.starting(Instant.parse("2026-11-25T00:00:00Z"), Duration.ofDays(1)),
                null,
                false);
        String question = "/doctor/why?type=" + clinic.type.id().value() + "&location="
                + clinic.location.id().value() + "&date=2026-11-25&time=10:00&seen=";

        assertThat(doctor.get(question).text()).contains("The doctor is away");
        assertThat(doctor.get(question + "2026-11-23T08:05").text()).contains("The doctor is not away that day.");
    }

    @Test
    void theWeekIsPreviewedWhileItIsTypedAndNotKept() {
        Browser doctor = clinic.asDoctor(port);
        String before = doctor.get("/doctor/hours").text();
        assertThat(before).contains("What the week gives");
        inOrder(before, "Tue 24 Nov", "08:00 to 11:40, every 20 min", "13:00 to 16:40, every 20 min");
        String[] week = {
            "rows[0].day", "TUESDAY",
            "rows[0].location", clinic.location.id().value().toString(),
            "rows[0].from", "09:00",
            "rows[0].to", "10:00",
            "type", clinic.type.id().value().toString()
        };

        Answer page = doctor.submit("/doctor/hours/preview", week);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<html", "value=\"10:00\"").doesNotContain("08:00 to 11:40");
        inOrder(page.text(), "Mon 23 Nov", "no times", "Tue 24 Nov", "09:00 to 09:40, every 20 min", "Wed 25 Nov");
        assertThat(availability.patterns(clinic.setUp, clinic.doctor.id())).hasSize(7);

        Answer fragment = fragment(doctor, week);
        assertThat(fragment.text()).contains("09:00 to 09:40, every 20 min").doesNotContain("<html");
    }

    @Test
    void aWeekThatCannotBeKeptSaysSoInsteadOfAPreview() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");
        String place = clinic.location.id().value().toString();
        String[] twice = {
            "rows[0].day", "MONDAY",
            "rows[1].day", "MONDAY",
            "rows[1].location", place,
            "rows[1].from", "09:00",
            "rows[1].to", "12:00",
            "rows[2].day", "TUESDAY",
            "rows[3].day", "MONDAY",
            "rows[3].location", place,
            "rows[3].from", "11:00",
            "rows[3].to", "13:00"
        };

        Answer fragment = fragment(doctor, twice);
        assertThat(fragment.status()).isEqualTo(422);
        assertThat(fragment.text())
                .contains("These hours overlap others in the week.", "href=\"#rows[3].from\"")
                .doesNotContain("<html");
        Answer page = doctor.submit("/doctor/hours/preview", twice);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("href=\"#rows[3].from\"", "<p class=\"error\">");
        twice[7] = "nine";
        assertThat(fragment(doctor, twice).text()).contains("href=\"#rows[1].from\"");
        assertThat(fragment(doctor, "rows[7].day", "MONDAY").status()).isEqualTo(200);
    }

    private static Answer fragment(Browser browser, String... fields) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int n = 0; n < fields.length; n += 2) {
            all.put(fields[n], fields[n + 1]);
        }
        all.put("_csrf", browser.formToken());
        return browser.post("/doctor/hours/preview", all, "HX-Request", "true");
    }
}
