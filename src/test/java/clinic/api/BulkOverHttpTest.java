package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** One step for many appointments: each by itself, and of each what became of it. */
@ApiTest
class BulkOverHttpTest {

    @Autowired
    private Callers callers;

    @Test
    void aDoctorApprovesHisOwnRequestsAndIsToldWhyTheOthersStayAsTheyAre() {
        People people = callers.people();
        AppointmentView one = callers.requested(people.patient(), people.doctor());
        AppointmentView two = callers.requested(people.otherPatient(), people.doctor());
        AppointmentView approvedAlready = callers.approved(people.patient(), people.doctor());
        AppointmentView ofAColleague = callers.requested(people.patient(), people.otherDoctor());
        UUID nobodys = UUID.randomUUID();

        List<JsonNode> items = items(callers.post(
                people.doctor(),
                "/api/v1/approvals",
                body(one(one), one(approvedAlready), one(ofAColleague), "{\"id\": \"" + nobodys + "\"}", one(two))));

        assertThat(items)
                .map(BulkOverHttpTest::outcome)
                .containsExactly("APPROVED", "ILLEGAL_TRANSITION", "NOT_FOUND", "NOT_FOUND", "APPROVED");
        assertThat(items)
                .map(item -> item.path("id").asString())
                .containsExactly(
                        one.id().value().toString(),
                        approvedAlready.id().value().toString(),
                        ofAColleague.id().value().toString(),
                        nobodys.toString(),
                        two.id().value().toString());
        assertThat(status(people.otherDoctor(), ofAColleague)).isEqualTo("PENDING");
        assertThat(status(people.doctor(), two)).isEqualTo("APPROVED");
    }

    @Test
    void whatSomebodyChangedSinceItWasReadIsLeftAndTheRestIsDone() {
        People people = callers.people();
        AppointmentView stale = callers.movedByPatient(people.patient(), people.doctor());
        AppointmentView fresh = callers.requested(people.patient(), people.doctor());

        List<JsonNode> items = items(callers.post(
                people.admin(),
                "/api/v1/rejections",
                "{\"reason\": \"The doctor is ill\", \"appointments\": [{\"id\": \""
                        + stale.id().value() + "\", \"version\": 1}, " + one(fresh) + "]}"));

        assertThat(items).map(BulkOverHttpTest::outcome).containsExactly("STALE", "REJECTED");
    }

    @Test
    void withoutAReasonNothingIsDeclined() {
        People people = callers.people();
        AppointmentView request = callers.requested(people.patient(), people.doctor());

        List<JsonNode> items = items(callers.post(people.doctor(), "/api/v1/rejections", body(one(request))));

        assertThat(items).map(BulkOverHttpTest::outcome).containsExactly("REASON_REQUIRED");
        assertThat(status(people.doctor(), request)).isEqualTo("PENDING");
    }

    @Test
    void ofTwoThatAreMovedToOneTimeTheFirstHasItAndTheSecondIsOfferedOthers() {
        People people = callers.people();
        AppointmentView first = callers.approved(people.patient(), people.doctor());
        AppointmentView second = callers.approved(people.otherPatient(), people.doctor());
        String start = callers.freshStart().toString();

        List<JsonNode> items = items(
                callers.post(people.doctor(), "/api/v1/reschedules", body(move(first, start), move(second, start))));

        assertThat(items).map(BulkOverHttpTest::outcome).containsExactly("RESCHEDULED", "SLOT_TAKEN");
        assertThat(items.get(1).path("problem").path("alternatives")).isNotEmpty();
    }

    @Test
    void moreThanAHundredAtOnceAreRefused() {
        String[] many = new String[101];
        Arrays.fill(many, "{\"id\": \"" + UUID.randomUUID() + "\"}");

        Answer answer = callers.post(callers.people().doctor(), "/api/v1/approvals", body(many));

        assertThat(answer.code()).isEqualTo("INVALID");
    }

    private static String outcome(JsonNode item) {
        return item.has("problem")
                ? item.path("problem").path("code").asString()
                : item.path("appointment").path("status").asString();
    }

    private static List<JsonNode> items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    private String status(Caller reader, AppointmentView appointment) {
        return callers.get(reader, "/api/v1/appointments/" + appointment.id().value())
                .json()
                .path("status")
                .asString();
    }

    private static String one(AppointmentView appointment) {
        return "{\"id\": \"" + appointment.id().value() + "\", \"version\": " + appointment.version() + "}";
    }

    private static String move(AppointmentView appointment, String start) {
        return "{\"id\": \"" + appointment.id().value() + "\", \"start\": \"" + start + "\"}";
    }

    private static String body(String... appointments) {
        return Arrays.stream(appointments).collect(Collectors.joining(", ", "{\"appointments\": [", "]}"));
    }
}
