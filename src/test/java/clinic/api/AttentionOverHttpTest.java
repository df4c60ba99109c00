package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What needs attention, as the JSON contract tells it. */
@ApiTest
class AttentionOverHttpTest {

    private static final String LIST = "/api/v1/attention";

    @Autowired
    Callers callers;

    private People people;
    private Caller doctor;
    private AppointmentView visit;

    @BeforeEach
    void aVisitThatAnAbsenceLeftOutside() {
        people = callers.people();
        doctor = callers.doctor(people.location(), people.instantly());
        visit = callers.leftOutside(people.patient(), doctor);
    }

    @Test
    void theDoctorAndAdminsReadWhatNeedsAttentionAndWhy() {
        JsonNode items = callers.get(doctor, LIST).json().path("items");

        assertThat(items).hasSize(1);
        assertThat(items.at("/0/id").asString()).isEqualTo(visit.id().value().toString());
        assertThat(items.at("/0/attention/causes").toString()).isEqualTo("[\"ABSENCE\"]");
        assertThat(items.at("/0/attention/since").asString()).isEqualTo("2026-11-23T09:00:00+01:00");
        assertThat(items.at("/0/attention").has("kept")).isFalse();
        assertThat(items.at("/0/links").has("keeping")).isFalse();
        assertThat(callers.get(people.admin(), LIST + "?limit=200").text())
                .contains(visit.id().value().toString());
        assertThat(callers.get(people.admin(), LIST + "?location=" + UUID.randomUUID())
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(callers.get(people.doctor(), LIST).text())
                .doesNotContain(visit.id().value().toString());
    }

    @Test
    void aPatientReadsNothingOfIt() {
        assertThat(callers.get(people.patient(), LIST).code()).isEqualTo("FORBIDDEN");
        assertThat(callers.get(people.patient(), path()).json().has("attention"))
                .isFalse();
    }

    @Test
    void theListIsReadAPageAtATime() {
        AppointmentView later = callers.leftOutside(people.patient(), doctor);

        JsonNode first = callers.get(doctor, LIST + "?limit=1").json();
        assertThat(first.at("/items/0/id").asString())
                .isEqualTo(visit.id().value().toString());
        JsonNode second = callers.get(
                        doctor, LIST + "?limit=1&cursor=" + first.path("next").asString())
                .json();
        assertThat(second.at("/items/0/id").asString())
                .isEqualTo(later.id().value().toString());
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void anAdminKeepsItWithAReasonIfItIsAsHeSawIt() {
        Answer seen = callers.get(people.admin(), path());
        assertThat(seen.json().at("/links/keeping/href").asString()).isEqualTo(path() + "/keeping");

        assertThat(keep("{}").code()).isEqualTo("REASON_REQUIRED");
        assertThat(keep(null).code()).isEqualTo("REASON_REQUIRED");
        assertThat(keep("{\"reason\": \"Covered\"}", "If-Match", "\"7\"").code())
                .isEqualTo("STALE");
        assertThat(keep("{\"reason\": \"Covered\", \"quietly\": true}").code()).isEqualTo("INVALID");

        Answer kept = keep(
                "{\"reason\": \"Covered\"}",
                "If-Match",
                seen.headers().firstValue("ETag").orElseThrow());

        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.json().at("/attention/kept/reason").asString()).isEqualTo("Covered");
        assertThat(kept.json().at("/attention/kept/by/id").asString())
                .isEqualTo(people.admin().account().toString());
        assertThat(kept.json().at("/links").has("keeping")).isFalse();
        assertThat(callers.get(doctor, LIST).json().path("items")).isEmpty();
        assertThat(keep("{\"reason\": \"Again\"}").code()).isEqualTo("NOTHING_TO_KEEP");
    }

    private Answer keep(@Nullable String body, String... headers) {
        return callers.post(people.admin(), path() + "/keeping", body, headers);
    }

    private String path() {
        return "/api/v1/appointments/" + visit.id().value();
    }
}
