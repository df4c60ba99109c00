package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Directory.NewLocation;
import clinic.directory.Location;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Whoever books a time that can no longer be changed in the pages is told whom to ring; pages left open lead out. */
@ClinicTest
@Import(Callers.class)
class TooCloseToChangeTest {

    private static final int MONTH = (int) Duration.ofDays(30).toMinutes();
    private static final String RING = "It is too close to be moved or cancelled here; ring us instead.";

    @Autowired
    Callers callers;

    @Autowired
    Directory directory;

    @Test
    void theNumberOfThePlaceCanBePressed() {
        assertThat(confirming("+44 20 7946 0321"))
                .contains(RING + " <a class=\"num\" href=\"tel:+442079460321\">+44 20 7946 0321</a>");
    }

    @Test
    void aPlaceWithoutANumberNamesNone() {
        assertThat(confirming(null)).contains(RING).doesNotContain("tel:");
    }

    @Test
    void aPageOfAMoveThatWasLeftOpenLeadsToTheVisitAsAWhole() {
        callers.people();
        Browser browser = callers.browser(callers.patient());
        AppointmentType type = callers.clinic().instantType(30);
        Location place = place(null);
        Caller doctor = callers.doctor(place, type);
        String picked = doctor.person() + "_" + place.id().value() + "_" + callers.freshStart();
        String visit = browser.submit(
                        "/appointments", "type", type.id().value().toString(), "time", picked, "key", "left-open")
                .location()
                .replace("?done=booked", "");
        String move = visit + "/move";
        assertThat(browser.get(move, "HX-Request", "true").text()).contains("id=\"book\"");

        tooClose(type);

        assertThat(browser.get(move + "/confirm?time=" + picked, "HX-Request", "true")
                        .location())
                .isEqualTo(move);
        Answer led = browser.get(move, "HX-Request", "true");
        assertThat(led.status()).isEqualTo(200);
        assertThat(led.header("HX-Redirect")).contains(visit);
        assertThat(led.text()).isEmpty();
        assertThat(browser.get(move).location()).isEqualTo(visit);
    }

    private Location place(@Nullable String phone) {
        return directory.addLocation(
                callers.clinic().admin(),
                new NewLocation("Place " + UUID.randomUUID(), ZoneId.of("Europe/Berlin"), null, phone));
    }

    private void tooClose(AppointmentType type) {
        directory.changePolicy(
                callers.clinic().admin(), PolicyScope.of(type.id()), Map.of(PolicyRule.CANCEL_CUT_OFF, MONTH));
    }

    private String confirming(@Nullable String phone) {
        Location place = place(phone);
        callers.people();
        AppointmentType type = callers.clinic().instantType(30);
        tooClose(type);
        Caller doctor = callers.doctor(place, type);
        return callers.browser(callers.patient())
                .get("/book/confirm?type=" + type.id().value() + "&time=" + doctor.person() + "_"
                        + place.id().value() + "_" + callers.freshStart())
                .text();
    }
}
