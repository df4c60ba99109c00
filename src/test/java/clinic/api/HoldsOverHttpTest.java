package clinic.api;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.availability.Hold;
import clinic.testing.Answer;
import clinic.testing.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holding a time and booking it, as a client meets it. */
@ApiTest
class HoldsOverHttpTest {

    private static final int RACERS = 64;

    @Autowired
    Callers callers;

    @Autowired
    TestClock clock;

    @Test
    void aTimeIsHeldExtendedAndBooked() {
        Caller patient = callers.people().patient();
        Instant start = callers.freshStart();

        Answer held = hold(patient, start);
        String id = held.json().path("id").asString();
        Answer extended = callers.post(patient, "/api/v1/holds/" + id + "/extension", null);
        Answer again = callers.post(patient, "/api/v1/holds/" + id + "/extension", null);
        Answer taken = book(callers.people().otherPatient(), start, null);
        Answer booked = book(patient, start, id);

        assertThat(held.status()).as(held.text()).isEqualTo(201);
        assertThat(held.json().path("expiresAt").asString()).isEqualTo("2026-11-23T09:05:00+01:00");
        assertThat(extended.status()).as(extended.text()).isEqualTo(200);
        assertThat(extended.json().path("expiresAt").asString()).isEqualTo("2026-11-23T09:10:00+01:00");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("LIMIT_REACHED");
        assertThat(taken.code()).isEqualTo("SLOT_TAKEN");
        assertThat(booked.status()).as(booked.text()).isEqualTo(201);
    }

    @Test
    void aHoldThatExpiredSaysSoAndOffersOtherTimes() {
        Caller patient = callers.people().patient();
        Instant start = callers.freshStart();
        String id = hold(patient, start).json().path("id").asString();
        clock.advance(Hold.LENGTH);

        assertThat(callers.post(patient, "/api/v1/holds/" + id + "/extension", null)
                        .code())
                .isEqualTo("HOLD_EXPIRED");
        assertThat(hold(callers.people().otherPatient(), start).status()).isEqualTo(201);
        Answer late = book(patient, start, id);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("HOLD_EXPIRED");
        assertThat(late.json().path("alternatives")).hasSize(3);
    }

    @Test
    void aTimeThatIsHeldIsRefusedWithOthersAndOneLetGoIsNot() {
        Caller patient = callers.people().patient();
        Caller other = callers.people().otherPatient();
        Instant start = callers.freshStart();
        String id = hold(patient, start).json().path("id").asString();

        Answer refused = hold(other, start);
        assertThat(refused.code()).isEqualTo("SLOT_TAKEN");
        assertThat(refused.json().path("alternatives")).hasSize(3);
        assertThat(callers.call(patient, "DELETE", "/api/v1/holds/" + id, null).status())
                .isEqualTo(204);
        assertThat(hold(other, start).status()).isEqualTo(201);
    }

    @Test
    void theHoldOfAnotherBooksNothing() {
        Caller patient = callers.people().patient();
        Instant start = callers.freshStart();
        String id = hold(patient, start).json().path("id").asString();

        Answer answer = book(callers.people().otherPatient(), callers.freshStart(), id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
        assertThat(book(patient, start, id).status()).isEqualTo(201);
    }

    @Test
    void aHoldThatIsNoIdAndAnExtensionWithWordsAreRefusedByName() {
        Caller patient = callers.people().patient();
        String id = hold(patient, callers.freshStart()).json().path("id").asString();

        Answer noId = book(patient, callers.freshStart(), "mine");
        Answer words = callers.post(patient, "/api/v1/holds/" + id + "/extension", "{\"minutes\": 60}");

        assertThat(noId.code()).isEqualTo("INVALID");
        assertThat(noId.json().path("errors").path(0).path("field").asString()).isEqualTo("holdId");
        assertThat(words.code()).isEqualTo("INVALID");
        assertThat(words.json().path("errors").path(0).path("field").asString()).isEqualTo("minutes");
    }

    @Test
    void ofSixtyFourWhoHoldOneTimeOneGetsIt() throws Exception {
        List<Caller> racers =
                IntStream.range(0, RACERS).mapToObj(i -> callers.patient()).toList();
        for (int round = 0; round < 5; round++) {
            Instant start = callers.freshStart();

            List<Answer> answers = atOnce(racers.stream()
                    .map(racer -> (Callable<Answer>) () -> hold(racer, start))
                    .toList());

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 201)
                    .hasSize(RACERS - 1)
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
                        assertThat(answer.code()).as(answer.text()).isEqualTo("SLOT_TAKEN");
                    });
        }
    }

    private Answer hold(Caller by, Instant start) {
        return callers.post(by, "/api/v1/holds", "{" + wish(start) + "}");
    }

    private Answer book(Caller by, Instant start, @Nullable String hold) {
        return callers.post(
                by,
                "/api/v1/appointments",
                "{" + wish(start) + (hold == null ? "" : ", \"holdId\": \"" + hold + "\"") + "}");
    }

    private String wish(Instant start) {
        People people = callers.people();
        return """
                "doctorId": "%s", "typeId": "%s", "locationId": "%s", "start": "%s\"""".formatted(
                        people.doctor().person(),
                        people.instantly().id().value(),
                        people.location().id().value(),
                        start);
    }
}
