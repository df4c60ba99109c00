package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** What means something to a browser, a database, a template or a formatter is a few letters wherever a person typed it. */
@ApiTest
class TypedWordsStayWordsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    Callers callers;

    static Stream<String> words() {
        return Stream.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</textarea><b>bold</b>",
                "O'Hara'); drop table patient; --",
                "%' or '1'='1",
                "${1234*4321} #{1234*4321} @{1234*4321} {{1234*4321}}",
                "{0} %s %n %x",
                "\\0 \\n \\u0041 %00 %0d%0a &lt;",
                "=cmd|' /C calc'!A0",
                "(a+)+$ [^] *");
    }

    @ParameterizedTest
    @MethodSource("words")
    void aNameIsReadBackAsItWasTyped(String words) {
        Caller admin = callers.people().admin();
        String name = words + " " + UUID.randomUUID();
        String id = callers.post(
                        admin,
                        "/api/v1/patients",
                        JSON.writeValueAsString(Map.of("name", name, "birthDate", "1980-02-29")))
                .json()
                .path("id")
                .asString();

        assertThat(callers.get(admin, "/api/v1/patients/" + id)
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo(name);
        Browser browser = callers.browser(admin);
        Answer found = browser.submit("/admin/book/search", Map.of("name", name.substring(words.length() + 1)));
        String page = found.status() == 303 ? browser.follow(found).text() : found.text();
        assertThat(page).contains(shown(name)).doesNotContain("<script>alert", "<img src=x", "<b>bold", "5332114");
    }

    @ParameterizedTest
    @MethodSource("words")
    void aNoteIsShownAsItWasTyped(String words) {
        Caller patient = callers.people().patient();
        Caller doctor = callers.people().doctor();
        AppointmentView visit = callers.requested(patient, doctor);
        Browser browser = callers.browser(doctor);

        Answer declined = browser.submit(
                "/doctor/appointments/" + visit.id().value() + "/rejection",
                Map.of("version", String.valueOf(visit.version()), "reason", words));

        assertThat(declined.status()).as(declined.text()).isEqualTo(303);
        assertThat(browser.get("/doctor/appointments/" + visit.id().value()).text())
                .contains(shown(words))
                .doesNotContain("<script>alert", "<img src=x", "<b>bold");
        assertThat(callers.get(patient, "/api/v1/appointments/" + visit.id().value() + "/history")
                        .json()
                        .toString())
                .contains(JSON.writeValueAsString(words));
    }

    /** As it stands between tags, in the way the templates write it. */
    private static String shown(String words) {
        return HtmlUtils.htmlEscape(words).replace("&quot;", "\"").replace("&#39;", "'");
    }
}
