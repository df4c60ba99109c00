package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A form with a mistake comes back with the mistake named and everything else as it was typed. */
@ClinicTest
@Import(Callers.class)
class TypedFormsTest {

    private static final String WORDS = "Headaches most mornings. ";

    @Autowired
    Callers callers;

    private Caller patient;
    private Browser browser;

    @BeforeEach
    void aPatientAtTheirBrowser() {
        patient = callers.people().patient();
        browser = callers.browser(patient);
    }

    @Test
    void aNoteThatIsTooLongComesBackToBeShortened() {
        String note = WORDS.repeat(100);

        Answer answer = browser.submit("/appointments", booking("note", note));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(note, "Use at most 2000 characters.", "id=\"note-error\"");
    }

    @ParameterizedTest
    @CsvSource({"time, ''", "time, soon", "time, 1_2_3", "type, ''", "key, ''", "key, é"})
    void aBookingThatIsIncompleteComesBackWithItsNote(String field, String wrong) {
        Answer answer = browser.submit("/appointments", booking(field, wrong));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(WORDS, "There is a problem");
    }

    @Test
    void aKeyThatIsTooLongComesBackWithTheNoteAndAnotherKey() {
        Answer answer = browser.submit("/appointments", booking("key", "k".repeat(201)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(WORDS, "There is a problem").doesNotContain("kkkk");
    }

    @Test
    void lookingAtATimeThatIsNoneListsTheOthersAndKeepsTheNote() {
        Map<String, String> fields = booking("time", "soon");
        fields.remove("key");

        Answer answer = browser.submit("/book/confirm", fields);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(WORDS, "There is a problem");
    }

    @Test
    void aReasonThatIsTooLongComesBackToBeShortened() {
        String reason = WORDS.repeat(21);

        Answer answer = browser.submit(made() + "/cancel", "version", "1", "reason", reason);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(reason, "Use at most 500 characters.", "id=\"reason-error\"");
    }

    @Test
    void aReasonForTimeAwayThatIsTooLongComesBackToBeShortened() {
        String reason = "r".repeat(301);

        Answer answer = callers.browser(callers.people().doctor())
                .submit("/doctor/hours/absences", "fromDate", "2028-03-01", "reason", reason);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(reason, "id=\"reason-error\"");
    }

    @Test
    void timeAwayThatIsTooLongIsMarkedWhereItWasTyped() {
        Answer answer = callers.browser(callers.people().doctor())
                .submit("/doctor/hours/absences", "fromDate", "2028-03-01", "toDate", "2032-03-01");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("An absence lasts at most two years.", "id=\"toDate-error\"")
                .doesNotContain("id=\"to-error\"");
    }

    @Test
    void movingToATimeThatIsNoneListsTheOthers() {
        String here = made();

        Answer answer = browser.submit(here + "/move", "version", "1", "time", "soon");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("Pick one of the times on the page.");
        assertThat(browser.get(here + "/move/confirm?time=soon").status()).isEqualTo(422);
    }

    private String made() {
        return "/appointments/"
                + callers.approved(patient, callers.people().doctor()).id().value();
    }

    /** A booking that would do, but for one field. */
    private Map<String, String> booking(String field, String wrong) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", callers.people().instantly().id().value().toString());
        fields.put(
                "time",
                callers.people().doctor().person() + "_"
                        + callers.people().location().id().value() + "_" + callers.freshStart());
        fields.put("note", WORDS);
        fields.put("key", UUID.randomUUID().toString());
        fields.put(field, wrong);
        return fields;
    }
}
