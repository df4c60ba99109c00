package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What a program meets that asks for more than anybody's hands could. */
@ApiTest
@TestPropertySource(properties = "clinic.limits=on")
class PaceTest {

    /** More than the 126 writes a patient may make at once, and the 6 of another ten seconds. */
    private static final int MANY = 140;

    @Autowired
    Callers callers;

    @Autowired
    TestClock clock;

    @Autowired
    Identity identity;

    @LocalServerPort
    int port;

    @Test
    void whoBooksAndCancelsInALoopIsToldWhenToComeBackAndNobodyElseIsHeldUp() {
        Caller patient = callers.people().patient();
        Answer last = IntStream.range(0, MANY)
                .mapToObj(i -> cancel(patient))
                .reduce((first, second) -> second)
                .orElseThrow();

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("RATE_LIMITED");
        long wait = Long.parseLong(last.header("Retry-After"));
        assertThat(wait).isBetween(1L, 10L);
        assertThat(cancel(callers.people().otherPatient()).status()).isEqualTo(404);
        assertThat(callers.get(patient, "/api/v1/me").status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(wait));
        assertThat(cancel(patient).status()).isEqualTo(404);
    }

    @Test
    void whoReadsWithoutEndIsToldOnAPage() {
        Browser browser = callers.browser(callers.people().otherPatient());
        Answer last = IntStream.range(0, 640)
                .mapToObj(i -> browser.get("/account/access"))
                .reduce((first, second) -> second)
                .orElseThrow();

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.text()).contains("That was too much at once");
        assertThat(last.header("Retry-After")).isNotBlank();
        assertThat(browser.get("/assets/clinic.css").status()).isEqualTo(200);
    }

    @Test
    void whoTriesPeopleOutForAnEmergencyIsToldWhenToComeBack() {
        Caller doctor = callers.doctor(callers.people().location());
        List<Integer> answers =
                IntStream.range(0, 6).mapToObj(i -> begin(doctor).status()).toList();

        assertThat(answers).containsExactly(404, 404, 404, 404, 404, 429);
        assertThat(Long.parseLong(begin(doctor).header("Retry-After"))).isEqualTo(12 * 60);
        clock.advance(Duration.ofMinutes(12));
        assertThat(begin(callers.again(doctor)).status()).isEqualTo(404);
        assertThat(begin(callers.again(doctor)).status()).isEqualTo(429);
    }

    private Answer begin(Caller doctor) {
        return callers.call(doctor, "POST", "/api/v1/emergency-access", """
                {"name": "Nobody Atall", "birthDate": "1968-02-29", "reason": "To see who there is"}""");
    }

    @Test
    void aNetworkHasALimitOfItsOwnHoweverManyPeopleComeFromIt() {
        String network = "2001:db8:7::1";
        long refused = IntStream.range(0, 13_000)
                .filter(i -> identity.paceOf(
                                new Actor(Role.PATIENT, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
                                false,
                                network)
                        .isPresent())
                .count();

        assertThat(refused).isEqualTo(400);
        assertThat(identity.paceOf(Actor.visitor(UUID.randomUUID()), false, "2001:db8:8::1"))
                .isEmpty();
    }

    private Answer cancel(Caller patient) {
        return callers.post(patient, "/api/v1/appointments/" + UUID.randomUUID() + "/cancellation", "{}");
    }
}
