package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import clinic.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A patient finds and books a time, staff answer, and both see what is true: as a client of the contract meets it. */
@Tag("zones")
@ApiTest
class BookingOverHttpTest {

    private static final String APPOINTMENTS = "/api/v1/appointments";

    @Autowired
    Callers callers;

    @Autowired
    TestClock clock;

    private People people;

    @BeforeEach
    void everybody() {
        people = callers.people();
    }

    @Test
    void theTimesAreTheSameWhateverClockTheReaderLivesBy() {
        Caller tokyo = callers.patient("Asia/Tokyo");
        Caller honolulu = callers.patient("Pacific/Honolulu");
        String slots =
                "/api/v1/slots?type=" + people.instantly().id().value() + "&from=2026-12-01&to=2026-12-07&limit=200";

        assertThat(callers.get(tokyo, slots).text())
                .contains("Europe/Berlin")
                .isEqualTo(callers.get(honolulu, slots).text());
    }

    @Test
    void aTimeThatIsListedBooksAndIsReadBackAsItWasAnswered() {
        JsonNode slot = callers.get(
                        people.patient(),
                        "/api/v1/slots?type=" + people.instantly().id().value() + "&doctor="
                                + people.doctor().person() + "&from=2026-11-26&limit=1")
                .json()
                .path("items")
                .path(0);

        Answer booked = callers.post(people.patient(), APPOINTMENTS, """
                {"doctorId": "%s", "typeId": "%s", "locationId": "%s", "start": "%s", "note": "A cough"}""".formatted(
                        slot.path("doctorId").asString(),
                        slot.path("typeId").asString(),
                        slot.path("locationId").asString(),
                        slot.path("start").asString()));

        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.header("ETag")).isEqualTo("\"1\"");
        JsonNode appointment = booked.json();
        assertThat(appointment.path("status").asString()).isEqualTo("APPROVED");
        assertThat(appointment.path("start").asString())
                .isEqualTo(slot.path("start").asString())
                .endsWith("+01:00");
        assertThat(appointment.path("durationMinutes").asInt()).isEqualTo(30);
        assertThat(appointment.path("note").asString()).isEqualTo("A cough");
        assertThat(appointment.path("links").propertyNames())
                .containsExactlyInAnyOrder("self", "history", "reschedule", "cancellation");
        assertThat(booked.header("Location"))
                .isEqualTo(APPOINTMENTS + "/" + appointment.path("id").asString());
        assertThat(callers.get(people.patient(), booked.header("Location")).json())
                .isEqualTo(appointment);
        JsonNode first = callers.get(people.patient(), booked.header("Location") + "/history")
                .json()
                .path("items")
                .path(0);
        assertThat(first.path("number").asInt()).isEqualTo(1);
        assertThat(first.path("to").asString()).isEqualTo("APPROVED");
        assertThat(first.path("by").path("role").asString()).isEqualTo("PATIENT");
        assertThat(first.path("by").path("id").asString())
                .isEqualTo(people.patient().account().toString());
    }

    @Test
    void theNoteIsForThePatientAndTheDoctorOnly() {
        String id = callers.post(people.patient(), APPOINTMENTS, booking(people.doctor(), callers.freshStart(), """
                        , "note": "Private words"\
                        """))
                .json()
                .path("id")
                .asString();

        assertThat(callers.get(people.doctor(), APPOINTMENTS + "/" + id)
                        .json()
                        .path("note")
                        .asString())
                .isEqualTo("Private words");
        assertThat(callers.get(people.admin(), APPOINTMENTS + "/" + id).text()).doesNotContain("Private");
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndNotASecondBooking() {
        String body = booking(people.doctor(), callers.freshStart(), "");
        String key = UUID.randomUUID().toString();

        Answer first = callers.post(people.patient(), APPOINTMENTS, body, "Idempotency-Key", key);
        Answer second = callers.post(people.patient(), APPOINTMENTS, body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void theSameKeyGivesTheSameAnswerAlsoWithoutADoctor() {
        String body = booking(null, callers.freshStart(), "");
        String key = UUID.randomUUID().toString();

        Answer first = callers.post(people.patient(), APPOINTMENTS, body, "Idempotency-Key", key);
        Answer second = callers.post(people.patient(), APPOINTMENTS, body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).as(second.text()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void aKeyIsForOneRequest() {
        String key = UUID.randomUUID().toString();
        callers.post(
                people.patient(),
                APPOINTMENTS,
                booking(people.doctor(), callers.freshStart(), ""),
                "Idempotency-Key",
                key);

        Answer other = callers.post(
                people.patient(),
                APPOINTMENTS,
                booking(people.doctor(), callers.freshStart(), ""),
                "Idempotency-Key",
                key);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aTimeTakenAMomentAgoIsRefusedWithTheThreeNearest() {
        AppointmentView taken = callers.approved(people.patient(), people.doctor());

        Answer refused = callers.post(
                people.otherPatient(),
                APPOINTMENTS,
                booking(people.doctor(), taken.during().start(), ""));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("SLOT_TAKEN");
        assertThat(refused.json().path("alternatives"))
                .hasSize(3)
                .allSatisfy(slot -> assertThat(slot.path("zone").asString()).isEqualTo("Europe/Berlin"));
        assertThat(refused.text())
                .doesNotContain(people.patient().person().toString())
                .doesNotContain(taken.id().value().toString());
    }

    @Test
    void staffAreToldWhyATimeIsNotOffered() {
        AppointmentView visit = callers.approved(people.patient(), people.doctor());
        String question = "/api/v1/slots/explanation?type=%s&doctor=%s&start=%s"
                .formatted(
                        people.instantly().id().value(),
                        people.doctor().person(),
                        visit.during().start());

        Answer why = callers.get(people.admin(), question);

        assertThat(why.json().path("bookable").asBoolean()).isFalse();
        assertThat(why.json().path("rules"))
                .filteredOn(rule -> !rule.path("passed").asBoolean())
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("code").asString()).isEqualTo("SLOT_TAKEN"));
        assertThat(why.text()).doesNotContain("Petra", id(visit));
        assertThat(callers.get(people.doctor(), question).text()).isEqualTo(why.text());
    }

    @Test
    void aRequestWaitsForTheDoctorWhoApprovesIt() {
        AppointmentView request = callers.requested(people.patient(), people.doctor());
        String path = APPOINTMENTS + "/" + request.id().value();
        JsonNode waiting = callers.get(people.doctor(), path).json();
        assertThat(waiting.path("awaiting").asString()).isEqualTo("DOCTOR");
        assertThat(waiting.path("links").path("approval").path("href").asString())
                .isEqualTo(path + "/approval");

        Answer approved = callers.post(people.doctor(), path + "/approval", null, "If-Match", "\"1\"");

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.header("ETag")).isEqualTo("\"2\"");
        assertThat(approved.json().path("status").asString()).isEqualTo("APPROVED");
        assertThat(approved.json().has("awaiting")).isFalse();
        assertThat(approved.json().path("links").has("approval")).isFalse();
        assertThat(OffsetDateTime.parse(
                        approved.json().path("answerWithdrawableUntil").asString()))
                .isEqualTo(clock.instant().plusSeconds(8).atOffset(ZoneOffset.UTC));
        assertThat(callers.get(people.patient(), path).json().has("answerWithdrawableUntil"))
                .isFalse();
    }

    @Test
    void whoeverActsOnWhatIsNoLongerTrueIsToldSo() {
        AppointmentView request = callers.requested(people.patient(), people.doctor());
        String path = APPOINTMENTS + "/" + request.id().value();
        callers.post(people.doctor(), path + "/approval", null);

        Answer late = callers.post(people.patient(), path + "/cancellation", null, "If-Match", "\"1\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("STALE");

        Answer again = callers.post(people.doctor(), path + "/approval", null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ILLEGAL_TRANSITION");
        assertThat(again.json().path("from").asString()).isEqualTo("APPROVED");
        assertThat(again.json().path("to").asString()).isEqualTo("APPROVED");
    }

    @Test
    void staffSayWhyWhenTheyDecline() {
        AppointmentView request = callers.requested(people.patient(), people.doctor());
        String path = APPOINTMENTS + "/" + request.id().value() + "/rejection";

        assertThat(callers.post(people.doctor(), path, null).code()).isEqualTo("REASON_REQUIRED");
        assertThat(callers.post(people.doctor(), path, "{\"reason\": \"  \"}").code())
                .isEqualTo("REASON_REQUIRED");

        Answer declined = callers.post(people.doctor(), path, "{\"reason\": \"Please see a specialist\"}");
        assertThat(declined.json().path("status").asString()).isEqualTo("REJECTED");
    }

    @Test
    void aMoveIsAnsweredAtItsNewTime() {
        AppointmentView visit = callers.approved(people.patient(), people.doctor());
        Instant start = callers.freshStart();

        Answer moved = callers.post(
                people.doctor(),
                APPOINTMENTS + "/" + visit.id().value() + "/reschedule",
                "{\"start\": \"%s\", \"reason\": \"Away\"}".formatted(start));

        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.json().path("status").asString()).isEqualTo("RESCHEDULED");
        JsonNode step = callers.get(
                        people.patient(), APPOINTMENTS + "/" + visit.id().value() + "/history")
                .json()
                .path("items")
                .path(1);
        assertThat(java.time.OffsetDateTime.parse(step.path("newStart").asString())
                        .toInstant())
                .isEqualTo(start);
        assertThat(java.time.OffsetDateTime.parse(step.path("oldStart").asString())
                        .toInstant())
                .isEqualTo(visit.during().start());
    }

    @Test
    void whatHasNotBegunCanBeNeitherCompletedNorMissed() {
        AppointmentView visit = callers.approved(people.patient(), people.doctor());
        String path = APPOINTMENTS + "/" + visit.id().value();

        assertThat(callers.post(people.doctor(), path + "/completion", null).code())
                .isEqualTo("NOT_BEGUN");
        assertThat(callers.post(people.doctor(), path + "/no-show", null).code())
                .isEqualTo("NOT_BEGUN");
    }

    @Test
    void aMistakenEntryIsGoneAfterItWasDeleted() {
        AppointmentView visit = callers.approved(people.patient(), people.doctor());
        String path = APPOINTMENTS + "/" + visit.id().value();

        assertThat(callers.call(people.admin(), "DELETE", path, "{\"reason\": \"Typed twice\"}")
                        .status())
                .isEqualTo(200);
        assertThat(callers.get(people.patient(), path).code()).isEqualTo("NOT_FOUND");
        assertThat(callers.get(people.admin(), path).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aListIsReadToItsEndPageByPage() {
        Caller patient = callers.patient();
        List<String> booked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            booked.add(callers.approved(patient, people.doctor()).id().value().toString());
        }

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    callers.get(patient, APPOINTMENTS + "?limit=2" + cursor).json();
            page.path("items").forEach(item -> read.add(item.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());

        assertThat(read).containsExactlyElementsOf(booked);
    }

    @Test
    void aListIsNarrowedByStateDoctorAndDate() {
        Caller patient = callers.patient();
        AppointmentView request = callers.requested(patient, people.doctor());
        AppointmentView visit = callers.approved(patient, people.otherDoctor());
        String day = visit.during().start().atZone(visit.zone()).toLocalDate().toString();

        assertThat(ids(patient, "?status=PENDING,CANCELLED")).containsExactly(id(request));
        assertThat(ids(patient, "?status=PENDING&status=APPROVED")).containsExactly(id(request), id(visit));
        assertThat(ids(patient, "?doctor=" + people.otherDoctor().person())).containsExactly(id(visit));
        assertThat(ids(patient, "?status=APPROVED&from=" + day + "&to=" + day)).containsExactly(id(visit));
        assertThat(ids(patient, "?from=" + visit.during().end())).isEmpty();
        assertThat(callers.get(patient, APPOINTMENTS + "?status=DELETED").code())
                .isEqualTo("INVALID");
    }

    @Test
    void timesOfADateAreThoseOfTheLocationsDay() {
        JsonNode items = callers.get(
                        null,
                        "/api/v1/slots?type=" + people.instantly().id().value() + "&from=2027-01-12&to=2027-01-12"
                                + "&limit=200&doctor=" + people.otherDoctor().person())
                .json()
                .path("items");

        assertThat(items.path(0).path("start").asString()).isEqualTo("2027-01-12T00:00:00+01:00");
        assertThat(items)
                .hasSize(47)
                .allSatisfy(slot -> assertThat(slot.path("start").asString()).startsWith("2027-01-12T"));
    }

    @Test
    void moreThanNinetyTwoDaysAreNotSearchedAtOnce() {
        String query = "/api/v1/slots?type=" + people.instantly().id().value();

        assertThat(callers.get(null, query + "&from=2026-12-01&to=2027-03-02&limit=1")
                        .status())
                .isEqualTo(200);
        assertThat(callers.get(null, query + "&from=2026-12-01&to=2027-03-03&limit=1")
                        .code())
                .isEqualTo("INVALID");
    }

    @Test
    void aPatientBooksForHimselfAndStaffSayForWhom() {
        Instant start = callers.freshStart();
        String named = ", \"patientId\": \"%s\"".formatted(people.patient().person());

        String anothers =
                ", \"patientId\": \"%s\"".formatted(people.otherPatient().person());
        String nobodys = ", \"patientId\": \"%s\"".formatted(UUID.randomUUID());

        Answer forAnother = callers.post(people.patient(), APPOINTMENTS, booking(people.doctor(), start, anothers));
        Answer forNobody = callers.post(people.patient(), APPOINTMENTS, booking(people.doctor(), start, nobodys));
        assertThat(forAnother.status()).isEqualTo(404);
        assertThat(forAnother.json().path("detail")).isEqualTo(forNobody.json().path("detail"));
        assertThat(forNobody.status()).isEqualTo(404);
        assertThat(callers.post(people.patient(), APPOINTMENTS, booking(people.doctor(), callers.freshStart(), named))
                        .status())
                .isEqualTo(201);
        assertThat(callers.post(people.admin(), APPOINTMENTS, booking(people.doctor(), start, ""))
                        .code())
                .isEqualTo("INVALID");
        assertThat(callers.post(people.admin(), APPOINTMENTS, booking(people.doctor(), start, named))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void thePatientIsToldAndCanPutItAside() {
        Caller patient = callers.patient();
        AppointmentView request = callers.requested(patient, people.doctor());
        callers.post(people.doctor(), APPOINTMENTS + "/" + id(request) + "/approval", null);

        JsonNode told = callers.get(patient, "/api/v1/notifications")
                .json()
                .path("items")
                .path(0);
        assertThat(told.path("appointmentId").asString()).isEqualTo(id(request));
        assertThat(told.path("text").asString()).isNotBlank();
        assertThat(told.has("readAt")).isFalse();

        String read = "/api/v1/notifications/" + told.path("id").asString() + "/read";
        assertThat(callers.post(people.otherPatient(), read, null).code()).isEqualTo("NOT_FOUND");
        assertThat(callers.post(patient, read, null).status()).isEqualTo(204);
        assertThat(callers.get(patient, "/api/v1/notifications")
                        .json()
                        .path("items")
                        .path(0)
                        .has("readAt"))
                .isTrue();
    }

    @Test
    void anAdminSeesTheClinicAtAGlanceAndWhereEachMessageStands() {
        clock.advance(Duration.ofSeconds(1));
        AppointmentView request = callers.requested(people.patient(), people.doctor());

        JsonNode dashboard = callers.get(people.admin(), "/api/v1/dashboard").json();
        assertThat(dashboard.path("waiting").asInt()).isPositive();
        assertThat(dashboard.path("counts").path("PENDING").asInt())
                .isEqualTo(dashboard.path("waiting").asInt());
        assertThat(dashboard.path("counts").has("DELETED")).isFalse();
        assertThat(dashboard.path("latest").path(0).path("appointmentId").asString())
                .isEqualTo(id(request));
        assertThat(callers.get(people.admin(), "/api/v1/messages?state=PLANNED&limit=200")
                        .text())
                .contains(id(request))
                .doesNotContain("@");
    }

    private List<String> ids(Caller by, String query) {
        List<String> ids = new ArrayList<>();
        callers.get(by, APPOINTMENTS + query)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private static String id(AppointmentView view) {
        return view.id().value().toString();
    }

    private String booking(@org.jspecify.annotations.Nullable Caller doctor, Instant start, String more) {
        return "{%s\"typeId\": \"%s\", \"locationId\": \"%s\", \"start\": \"%s\"%s}"
                .formatted(
                        doctor == null ? "" : "\"doctorId\": \"%s\", ".formatted(doctor.person()),
                        people.instantly().id().value(),
                        people.location().id().value(),
                        start,
                        more);
    }
}
