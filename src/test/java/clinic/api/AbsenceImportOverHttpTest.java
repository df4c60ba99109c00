package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import clinic.testing.TestDatabase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A doctor brings the calendar kept elsewhere: all of it is recorded or nothing, and the same file again adds nothing. */
@ApiTest
class AbsenceImportOverHttpTest {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    @Autowired
    Callers callers;

    @Autowired
    TestDatabase database;

    private People people;
    private Caller doctor;
    private String path;

    @BeforeEach
    void aDoctorOfTheirOwn() {
        people = callers.people();
        doctor = callers.doctor(people.location(), people.instantly(), people.onApproval());
        path = "/api/v1/doctors/" + doctor.person() + "/absences";
    }

    @Test
    void theSameFileAgainChangesNothing() {
        String file = calendar(
                "DTSTART;VALUE=DATE:20270601\nDTEND;VALUE=DATE:20270603\nSUMMARY:Oncology ward",
                "DTSTART:20270610T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3",
                "DTSTART:20270611T080000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT");

        Answer first = callers.post(doctor, path + "/import", file);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().path("added")).hasSize(4);
        assertThat(first.json().at("/added/0/from").asString()).startsWith("2027-06-01T00:00:00");
        assertThat(first.json().at("/added/0/to").asString()).startsWith("2027-06-03T00:00:00");
        assertThat(first.json().path("skipped").toString()).isEqualTo("[{\"reason\":\"FREE\",\"count\":1}]");

        Answer second = callers.post(people.admin(), path + "/import", file);
        assertThat(second.json().path("added")).isEmpty();
        assertThat(second.json().path("skipped").toString())
                .isEqualTo("[{\"reason\":\"FREE\",\"count\":1},{\"reason\":\"ALREADY_THERE\",\"count\":4}]");
        assertThat(callers.get(doctor, path).json().path("items")).hasSize(4);
    }

    @Test
    void whatTheEventsAreAboutIsNowhere() {
        callers.post(
                doctor,
                path + "/import",
                calendar("DTSTART:20270610T080000Z\nDURATION:PT1H\nSUMMARY:Oncology\nDESCRIPTION:Oncology"));

        assertThat(callers.get(doctor, path).json().at("/items/0/reason").asString())
                .isEqualTo("Imported");
        assertThat(database.behindTheWalls()
                        .sql("select count(*) from audit_entry where before::text || after::text like '%Oncology%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void oneEventThatCannotBeReadKeepsTheWholeFileOut() {
        Answer answer = callers.post(
                doctor,
                path + "/import",
                calendar("DTSTART:20270610T080000Z\nDURATION:PT1H", "DTSTART:soon\nSUMMARY:Oncology"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("file");
        assertThat(answer.json().at("/errors/0/detail").asString()).startsWith("Event 2 of the file ");
        assertThat(answer.text()).doesNotContain("Oncology", "soon");
        assertThat(callers.get(doctor, path).json().path("items")).isEmpty();
    }

    @Test
    void aRehearsalNamesTheVisitLeftOutsideAndRecordsNothing() {
        AppointmentView visit = callers.approved(people.patient(), doctor);
        String start = UTC.format(visit.during().start().atOffset(ZoneOffset.UTC));
        String file = calendar("DTSTART:" + start + "\nDURATION:PT10M");

        Answer rehearsal = callers.post(doctor, path + "/import?dryRun=true", file);
        assertThat(rehearsal.json().propertyNames()).containsExactly("affected");
        assertThat(rehearsal.json().at("/affected/0/id").asString())
                .isEqualTo(visit.id().value().toString());
        assertThat(callers.get(doctor, path).json().path("items")).isEmpty();

        assertThat(callers.post(doctor, path + "/import", file)
                        .json()
                        .at("/affected/0/id")
                        .asString())
                .isEqualTo(visit.id().value().toString());
    }

    @Test
    void wholeDaysAreThoseOfTheLocationThatIsNamed() {
        String auckland =
                callers.clinic().location("Pacific/Auckland").id().value().toString();

        Answer answer =
                callers.post(doctor, path + "/import?location=" + auckland, calendar("DTSTART;VALUE=DATE:20270601"));

        assertThat(java.time.OffsetDateTime.parse(
                                answer.json().at("/added/0/from").asString())
                        .toInstant())
                .isEqualTo("2027-05-31T12:00:00Z");
        assertThat(callers.post(
                                doctor,
                                path + "/import?location=00000000-0000-0000-0000-000000000000",
                                calendar("DTSTART;VALUE=DATE:20270601"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyACalendarOfAMegabyteIsRead() {
        assertThat(callers.post(doctor, path + "/import", "{}").status()).isEqualTo(415);
        Answer large = callers.post(doctor, path + "/import", calendar("SUMMARY:" + "x".repeat(1 << 20)));
        assertThat(large.status()).isEqualTo(413);
        assertThat(callers.post(doctor, path, calendar("DTSTART:20270610T080000Z"))
                        .status())
                .isEqualTo(415);
        assertThat(callers.post(
                                doctor,
                                path + "/import",
                                calendar("DTSTART:20270610T080000Z\nSUMMARY:" + "x".repeat(900_000)))
                        .status())
                .isEqualTo(200);
    }

    private static String calendar(String... events) {
        return "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + String.join("\nEND:VEVENT\nBEGIN:VEVENT\n", List.of(events))
                + "\nEND:VEVENT\nEND:VCALENDAR\n";
    }
}
