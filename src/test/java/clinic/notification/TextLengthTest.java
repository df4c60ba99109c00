package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentId;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.notification.Facts.Visit;
import clinic.sms.SmsText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That a text message stays one or two segments long, whatever it tells and in whichever language. */
class TextLengthTest {

    /** A long city, and an hour that is said twice because the clock repeats it. */
    private static final ZoneId ZONE = ZoneId.of("America/Indiana/Indianapolis");

    private static final Visit VISIT = new Visit(
            new AppointmentId(UUID.randomUUID()),
            new DoctorId(UUID.randomUUID()),
            new LocationId(UUID.randomUUID()),
            Instant.parse("2026-11-01T06:30:00Z"),
            Instant.parse("2026-11-01T05:30:00Z"));

    static Stream<String> languages() {
        return Words.LANGUAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextHasTwoSegmentsAtMostAndThreeInArabic(String language) {
        Words words = Words.in(language);
        for (Purpose purpose : texted()) {
            for (String place :
                    List.of("Harbour", "Praxis für Physiotherapie und Rehabilitation am Alten Güterbahnhof 1 b")) {
                String notice =
                        Notice.of(new Facts(purpose, Recipient.PATIENT, UUID.randomUUID(), VISIT, null), ZONE, words);
                String ring = purpose == Purpose.REMINDER
                        ? " " + words.say("sms.ring", Map.of("phone", "+49 30 1234567-89"))
                        : "";
                String text = TextWay.text(place, notice + ring, words);

                assertThat(SmsText.of(text).segments())
                        .as(language + " " + purpose)
                        .hasSizeLessThanOrEqualTo(language.equals("ar") ? 3 : 2);
                assertThat(text.replaceAll("\\p{Cf}", "")).startsWith(place.substring(0, 5));
                assertThat(text)
                        .endsWith((notice + ring)
                                .replace('’', '\'')
                                .replace('\u00A0', ' ')
                                .replace('\u202F', ' '));
            }
        }
    }

    @Test
    void whatIsCutIsTheNameOfThePlace() {
        Words words = Words.in("en");
        String notice = "Your appointment on Tue 24 Nov, 10:40 London time was approved.";

        String text = TextWay.text("ж".repeat(200), notice, words);

        assertThat(text).matches("ж{20,}: " + notice);
        assertThat(SmsText.of(text).segments()).hasSize(2);
    }

    private static List<Purpose> texted() {
        return Stream.concat(Arrays.stream(Purpose.values()).filter(Purpose::isTexted), Stream.of(Purpose.REMINDER))
                .toList();
    }
}
