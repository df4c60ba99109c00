package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Hours, absences and closures: each change tells what it leaves outside, and can be rehearsed. */
@Tag("zones")
@ApiTest
class SchedulesOverHttpTest {

    @Autowired
    Callers callers;

    private People people;
    private Caller doctor;

    @BeforeEach
    void aDoctorOfTheirOwn() {
        people = callers.people();
        doctor = callers.doctor(people.location(), people.instantly(), people.onApproval());
    }

    @Test
    void anAbsenceNamesTheVisitsItLeavesOutside() {
        AppointmentView visit = callers.approved(people.patient(), doctor);
        String path = "/api/v1/doctors/" + doctor.person() + "/absences";
        String body = "{\"from\": \"%s\", \"to\": \"%s\", \"reason\": \"Course\"}"
                .formatted(visit.during().start(), visit.during().end());

        Answer rehearsal = callers.post(doctor, path + "?dryRun=true", body);
        assertThat(rehearsal.status()).isEqualTo(200);
        assertThat(rehearsal.json().propertyNames()).containsExactly("affected");
        assertThat(rehearsal.json().path("affected").path(0).path("id").asString())
                .isEqualTo(visit.id().value().toString());
        assertThat(callers.get(doctor, path).json().path("items")).isEmpty();

        Answer real = callers.post(doctor, path, body);
        assertThat(real.status()).isEqualTo(201);
        assertThat(real.json().path("affected")).hasSize(1);
        assertThat(real.json().path("from").asString()).endsWith("+01:00");
        JsonNode listed = callers.get(doctor, path).json().path("items").path(0);
        assertThat(listed.path("reason").asString()).isEqualTo("Course");

        String one = path + "/" + listed.path("id").asString();
        assertThat(callers.call(doctor, "DELETE", one, null).json().path("affected"))
                .isEmpty();
        assertThat(callers.get(doctor, path).json().path("items")).isEmpty();
        assertThat(callers.call(doctor, "DELETE", one, null).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aRehearsalThatIsNotClearlyOneIsRefused() {
        String body = "{\"from\": \"2026-12-24\", \"to\": \"2026-12-24\"}";

        Answer unclear = callers.post(doctor, "/api/v1/doctors/" + doctor.person() + "/absences?dryRun", body);

        assertThat(unclear.code()).isEqualTo("INVALID");
        assertThat(callers.get(doctor, "/api/v1/doctors/" + doctor.person() + "/absences")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aDateOfAnAbsenceIsADayWhereTheDoctorWorks() {
        Answer away = callers.post(
                doctor,
                "/api/v1/doctors/" + doctor.person() + "/absences",
                "{\"from\": \"2026-12-24\", \"to\": \"2026-12-25\"}");

        assertThat(away.json().path("from").asString()).isEqualTo("2026-12-24T00:00:00+01:00");
        assertThat(away.json().path("to").asString()).isEqualTo("2026-12-26T00:00:00+01:00");
    }

    @Test
    void aNewWeekReplacesTheOldOneAndNamesWhatNoLongerFits() {
        AppointmentView visit = callers.approved(people.patient(), doctor);
        String path = "/api/v1/doctors/" + doctor.person() + "/patterns";
        String day = visit.during()
                .start()
                .atZone(visit.zone())
                .getDayOfWeek()
                .plus(1)
                .name();
        String week = """
                [{"locationId": "%s", "day": "%s", "from": "09:00", "to": "17:00",
                  "breaks": [{"from": "12:00", "to": "12:30"}], "stepMinutes": 15}]""".formatted(people.location().id().value(), day);

        Answer rehearsal = callers.call(doctor, "PUT", path + "?dryRun=true", week);
        assertThat(rehearsal.json().path("affected").path(0).path("id").asString())
                .isEqualTo(visit.id().value().toString());
        assertThat(callers.get(doctor, path).json().path("items")).hasSize(7);

        Answer real = callers.call(doctor, "PUT", path, week);
        assertThat(real.status()).isEqualTo(200);
        assertThat(real.json().path("affected")).hasSize(1);
        JsonNode now = callers.get(doctor, path).json().path("items");
        assertThat(now).hasSize(1);
        assertThat(now.path(0).path("from").asString()).isEqualTo("09:00");
        assertThat(now.path(0).path("breaks").path(0).path("to").asString()).isEqualTo("12:30");
        assertThat(now.path(0).path("stepMinutes").asInt()).isEqualTo(15);
    }

    @Test
    void whatIsWrongInAWeekIsNamedByItsPath() {
        Answer refused = callers.call(
                doctor,
                "PUT",
                "/api/v1/doctors/" + doctor.person() + "/patterns",
                "[{\"locationId\": \"%s\", \"day\": \"MONDAY\", \"from\": \"09:00\"}, null]"
                        .formatted(people.location().id().value()));

        assertThat(refused.code()).isEqualTo("INVALID");
        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("[0].to", "[1]");
    }

    @Test
    void aClosureIsMadeRehearsedAndTakenBack() {
        AppointmentView visit = callers.approved(people.patient(), doctor);
        String body = "{\"from\": \"%s\", \"to\": \"%s\", \"locationId\": \"%s\", \"name\": \"Water damage\"}"
                .formatted(
                        visit.during().start(),
                        visit.during().end(),
                        people.location().id().value());

        Answer rehearsal = callers.post(people.admin(), "/api/v1/closures?dryRun=true", body);
        assertThat(rehearsal.json().path("affected"))
                .extracting(one -> one.path("id").asString())
                .contains(visit.id().value().toString());

        Answer real = callers.post(people.admin(), "/api/v1/closures", body);
        assertThat(real.status()).isEqualTo(201);
        String id = real.json().path("id").asString();
        assertThat(callers.get(null, "/api/v1/closures").text()).contains(id);

        assertThat(callers.call(people.admin(), "DELETE", "/api/v1/closures/" + id + "?dryRun=true", null)
                        .status())
                .isEqualTo(200);
        assertThat(callers.get(null, "/api/v1/closures").text()).contains(id);
        assertThat(callers.call(people.admin(), "DELETE", "/api/v1/closures/" + id, null)
                        .status())
                .isEqualTo(200);
        assertThat(callers.get(null, "/api/v1/closures").text()).doesNotContain(id);
    }

    @Test
    void aLocationWithHoursOrVisitsKeepsItsZone() {
        String path = "/api/v1/locations/" + people.location().id().value();
        String zone = "{\"zone\": \"Asia/Tokyo\"}";
        callers.approved(people.patient(), doctor);

        for (String asked : List.of(path, path + "?dryRun=true")) {
            Answer refused = callers.call(people.admin(), "PATCH", asked, zone);
            assertThat(refused.code()).as(refused.text()).isEqualTo("INVALID");
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("zone");
            assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("IN_USE");
        }
        assertThat(callers.call(
                                people.admin(),
                                "PATCH",
                                path,
                                "{\"phone\": \"030 55\", \"zone\": \"%s\"}"
                                        .formatted(people.location().zone()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDateForTheWholeClinicIsRefusedWhereItsClocksDiffer() {
        callers.clinic().location("Pacific/Auckland");

        Answer refused = callers.post(
                people.admin(),
                "/api/v1/closures",
                "{\"from\": \"2026-12-24\", \"to\": \"2026-12-24\", \"name\": \"Eve\"}");

        assertThat(refused.code()).isEqualTo("INVALID");
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo("OFFSET_REQUIRED");
    }
}
