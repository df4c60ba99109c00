package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Whoever looks at a taken time, and whoever asks for it, is offered the same others. */
@ClinicTest
@Import(Callers.class)
class TakenTimeTest {

    private static final Pattern OFFERED = Pattern.compile("class=\"slot slot-wide\"[^>]* value=\"([^\"]+)\"");

    @Autowired
    Callers callers;

    @Test
    void lookingAtATakenTimeAndAskingForItOfferTheSameTimes() {
        AppointmentView taken =
                callers.approved(callers.people().patient(), callers.people().doctor());
        String type = taken.type().value().toString();
        String time = taken.doctor().value() + "_" + taken.location().value() + "_"
                + taken.during().start();
        Browser other = callers.browser(callers.people().otherPatient());

        Answer looked = other.get("/book/confirm?type=" + type + "&time=" + time);
        Answer asked = other.submit(
                "/appointments",
                "type",
                type,
                "time",
                time,
                "key",
                UUID.randomUUID().toString());

        assertThat(looked.status()).isEqualTo(409);
        assertThat(asked.status()).isEqualTo(409);
        assertThat(offered(looked))
                .hasSize(3)
                .isEqualTo(offered(asked))
                .allMatch(value -> value.startsWith(taken.doctor().value().toString()));
    }

    private static List<String> offered(Answer answer) {
        return OFFERED.matcher(answer.text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
