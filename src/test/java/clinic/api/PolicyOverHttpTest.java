package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.testing.Answer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a doctor and a type set otherwise than the clinic, and what an admin may pass with a reason. */
@ApiTest
class PolicyOverHttpTest {

    @Autowired
    Callers callers;

    private People people;
    private Caller patient;
    private Caller doctor;
    private String type;
    private String ofDoctor;

    @BeforeEach
    void aDoctorOfTheirOwn() {
        people = callers.people();
        patient = callers.patient();
        doctor = callers.doctor(people.location(), people.instantly(), people.onApproval());
        type = people.instantly().id().value().toString();
        ofDoctor = "/api/v1/doctors/" + doctor.person() + "/policy";
    }

    @Test
    void whatADoctorSetsHoldsForThatDoctorAndSaysSo() {
        Answer set = callers.call(people.admin(), "PUT", ofDoctor, "{\"leadTimeMinutes\": 2880}");
        assertThat(set.json().toString()).isEqualTo("{\"leadTimeMinutes\":2880}");

        assertThat(resolved("leadTimeMinutes")).containsExactly("2880", "DOCTOR");
        assertThat(resolved("moveLimit")).containsExactly("3", "CLINIC");
        String tomorrow = "2026-11-24T10:00:00Z";
        assertThat(explained(tomorrow, "TOO_SOON")).contains("For this doctor is set a lead time of 2 days");
        Answer refused = callers.post(people.admin(), "/api/v1/appointments", booking(tomorrow, ""));
        assertThat(refused.json().path("code").asString()).isEqualTo("TOO_SOON");

        Answer cleared = callers.call(people.admin(), "PUT", ofDoctor, "{\"leadTimeMinutes\": null}");
        assertThat(cleared.json().toString()).isEqualTo("{}");
        assertThat(resolved("leadTimeMinutes")).containsExactly("60", "CLINIC");
    }

    @Test
    void theClinicCannotLeaveANumberOut() {
        Answer answer = callers.call(people.admin(), "PUT", "/api/v1/policy", "{\"travelMinutes\": null}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("travelMinutes");
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("REQUIRED");
    }

    @Test
    void anAdminGoesOutsidePolicyWithAReasonAndNobodyElseDoes() {
        String night = "2026-12-09T02:07:00Z";
        String because = ", \"override\": {\"reason\": \"Emergency\"}";
        assertThat(callers.post(people.admin(), "/api/v1/appointments", booking(night, ""))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("OFF_GRID");
        for (String empty : List.of(", \"override\": {}", ", \"override\": {\"reason\": \" \"}")) {
            assertThat(callers.post(people.admin(), "/api/v1/appointments", booking(night, empty))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(callers.post(doctor, "/api/v1/appointments", booking(night, because))
                        .status())
                .isEqualTo(422);

        Answer booked = callers.post(people.admin(), "/api/v1/appointments", booking(night, because));

        assertThat(booked.status()).as(booked.text()).isEqualTo(201);
        String path = "/api/v1/appointments/" + booked.json().path("id").asString();
        assertThat(callers.get(people.admin(), path + "/history")
                        .json()
                        .at("/items/0/override/reason")
                        .asString())
                .isEqualTo("Emergency");
        Answer moved = callers.post(
                people.admin(), path + "/reschedule", "{\"start\": \"2026-12-09T03:07:00Z\"" + because + "}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    private String booking(String start, String more) {
        return """
                {"doctorId": "%s", "typeId": "%s", "locationId": "%s", "patientId": "%s", "start": "%s"%s}
                """.formatted(doctor.person(), type, people.location().id().value(), patient.person(), start, more);
    }

    private String explained(String start, String code) {
        JsonNode rules = callers.get(
                        people.admin(),
                        "/api/v1/slots/explanation?type=" + type + "&doctor=" + doctor.person() + "&start=" + start)
                .json()
                .path("rules");
        return StreamSupport.stream(rules.spliterator(), false)
                .filter(rule -> rule.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow()
                .path("detail")
                .asString();
    }

    private List<String> resolved(String rule) {
        JsonNode items = callers.get(
                        people.patient(), "/api/v1/policy/resolved?type=" + type + "&doctor=" + doctor.person())
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("rule").asString().equals(rule))
                .findFirst()
                .map(item -> List.of(
                        item.path("value").asString(), item.path("source").asString()))
                .orElseThrow();
    }
}
