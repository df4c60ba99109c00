package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Single dates on which a doctor works otherwise: the times of that date change, and visits left outside are named. */
@Tag("zones")
@ApiTest
class ExceptionsOverHttpTest {

    @Autowired
    Callers callers;

    private People people;
    private Caller doctor;
    private String path;

    @BeforeEach
    void aDoctorOfTheirOwn() {
        people = callers.people();
        doctor = callers.doctor(people.location(), people.instantly(), people.onApproval());
        path = "/api/v1/doctors/" + doctor.person() + "/exceptions";
    }

    @Test
    void aClosedDateHasNoTimesUntilItIsTakenBack() {
        LocalDate date = LocalDate.parse("2026-12-09");
        int before = times(date);
        assertThat(before).isPositive();

        Answer closed = callers.post(doctor, path, closed(date));
        assertThat(closed.status()).as(closed.text()).isEqualTo(201);
        assertThat(closed.json().path("closed").asBoolean()).isTrue();
        assertThat(closed.json().has("from")).isFalse();
        assertThat(times(date)).isZero();
        assertThat(times(date.plusDays(1))).isEqualTo(before);
        assertThat(callers.get(doctor, path).json().path("items")).hasSize(1);
        assertThat(callers.get(doctor, path + "?from=2026-12-10").json().path("items"))
                .isEmpty();
        assertThat(callers.get(doctor, path + "?from=2026-12-09&to=2026-12-09")
                        .json()
                        .path("items"))
                .hasSize(1);

        String one = path + "/" + closed.json().path("id").asString();
        assertThat(callers.call(people.admin(), "DELETE", one, null).status()).isEqualTo(200);
        assertThat(times(date)).isEqualTo(before);
        assertThat(callers.call(people.admin(), "DELETE", one, null).status()).isEqualTo(404);
    }

    @Test
    void extraHoursComeBesideTheWeekAndHoldAloneWhereItIsClosed() {
        LocalDate date = LocalDate.parse("2026-12-09");
        int before = times(date);
        callers.call(people.admin(), "PUT", "/api/v1/doctors/" + doctor.person() + "/patterns", "[]");
        assertThat(times(date)).isZero();
        callers.post(doctor, path, open(date, "06:00", "07:00"));
        Answer second = callers.post(doctor, path, open(date, "20:00", "21:00"));

        assertThat(second.json().path("from").asString()).isEqualTo("20:00");
        assertThat(second.json().path("to").asString()).isEqualTo("21:00");
        assertThat(times(date)).isEqualTo(4).isLessThan(before);
    }

    @Test
    void aClosedDateMayHaveHoursOfItsOwn() {
        LocalDate date = LocalDate.parse("2026-12-09");
        int before = times(date);
        assertThat(callers.post(doctor, path, open(date, "06:00", "07:00")).status())
                .isEqualTo(201);
        assertThat(times(date)).isEqualTo(before);
        assertThat(callers.post(doctor, path, closed(date)).status()).isEqualTo(201);

        assertThat(times(date)).isEqualTo(2);
    }

    @Test
    void aRehearsalNamesTheVisitLeftOutsideAndChangesNothing() {
        AppointmentView visit = callers.approved(people.patient(), doctor);
        LocalDate date = visit.during().start().atZone(visit.zone()).toLocalDate();

        Answer rehearsal = callers.post(doctor, path + "?dryRun=true", closed(date));
        assertThat(rehearsal.status()).isEqualTo(200);
        assertThat(rehearsal.json().propertyNames()).containsExactly("affected");
        assertThat(rehearsal.json().at("/affected/0/id").asString())
                .isEqualTo(visit.id().value().toString());
        assertThat(callers.get(doctor, path).json().path("items")).isEmpty();

        assertThat(callers.post(doctor, path, closed(date))
                        .json()
                        .at("/affected/0/id")
                        .asString())
                .isEqualTo(visit.id().value().toString());
    }

    @Test
    void takingExtraHoursBackNamesTheVisitWithinThem() {
        AppointmentView visit = callers.approved(people.patient(), doctor);
        LocalDate date = visit.during().start().atZone(visit.zone()).toLocalDate();
        Answer whole = callers.post(doctor, path, open(date, "00:00", "23:59"));
        assertThat(whole.json().path("affected")).isEmpty();
        assertThat(callers.call(doctor, "PUT", "/api/v1/doctors/" + doctor.person() + "/patterns", "[]")
                        .json()
                        .path("affected"))
                .isEmpty();

        Answer back = callers.call(
                doctor, "DELETE", path + "/" + whole.json().path("id").asString(), null);
        assertThat(back.json().at("/affected/0/id").asString())
                .isEqualTo(visit.id().value().toString());
    }

    @Test
    void whatHasPassedIsListedOnlyWhenItsDatesAreAskedFor() {
        callers.post(doctor, path, closed(LocalDate.parse("2026-01-07")));

        assertThat(callers.get(doctor, path).json().path("items")).isEmpty();
        assertThat(callers.get(doctor, path + "?from=2026-01-07").json().path("items"))
                .hasSize(1);
    }

    @Test
    void anotherDoctorsExceptionIsNotFound() {
        String id = callers.post(doctor, path, closed(LocalDate.parse("2026-12-09")))
                .json()
                .path("id")
                .asString();
        Caller other = people.otherDoctor();

        assertThat(callers.get(other, path).status()).isEqualTo(404);
        assertThat(callers.call(other, "DELETE", path + "/" + id, null).status())
                .isEqualTo(404);
        assertThat(callers.call(
                                other,
                                "DELETE",
                                path.replace(
                                                doctor.person().toString(),
                                                other.person().toString()) + "/" + id,
                                null)
                        .status())
                .isEqualTo(404);
        assertThat(callers.post(other, path, closed(LocalDate.parse("2026-12-10")))
                        .status())
                .isEqualTo(404);
        assertThat(callers.get(doctor, path).json().path("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "date": "2026-12-08", "closed": true, "from": "09:00"    | closed     | HAS_HOURS
            "date": "2026-12-08"                                     | from       | REQUIRED
            "date": "2026-12-08", "from": "09:00"                    | to         | REQUIRED
            "date": "2026-12-08", "from": "09:00", "to": "09:00"     | to         | EMPTY
            "date": "2026-12-08", "from": "09:00:30", "to": "10:00"  | from       | NOT_A_MINUTE
            "date": "1899-12-31", "closed": true                     | date       | OUT_OF_RANGE
            "date": "2200-01-01", "closed": true                     | date       | OUT_OF_RANGE
            "date": "2026-12-09", "from": "11:59", "to": "12:30"     | from       | OVERLAPS
            "date": "2026-12-10", "from": "01:00", "to": "03:00"     | from       | OVERLAPS
            "date": "2026-12-11", "closed": true                     | date       | CLOSED
            "date": "2026-12-08", "closed": true, "locationId": "00000000-0000-0000-0000-000000000000" | locationId | UNKNOWN
            """)
    void whatCannotBeMeantBesideTheRestIsRefusedByName(String said, String field, String code) {
        callers.post(doctor, path, open(LocalDate.parse("2026-12-09"), "09:00", "12:00"));
        callers.post(doctor, path, open(LocalDate.parse("2026-12-09"), "22:00", "02:00"));
        callers.post(doctor, path, closed(LocalDate.parse("2026-12-11")));
        String body = said.contains("locationId")
                ? "{" + said + "}"
                : "{%s, \"locationId\": \"%s\"}".formatted(said, place());

        Answer refused = callers.post(doctor, path, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(callers.get(doctor, path).json().path("items")).hasSize(3);
    }

    @Test
    void aDateHasTwentyStretchesAtMost() {
        LocalDate date = LocalDate.parse("2026-12-09");
        for (int hour = 0; hour < 20; hour++) {
            assertThat(callers.post(doctor, path, open(date, "%02d:00".formatted(hour), "%02d:45".formatted(hour)))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(callers.post(doctor, path, open(date, "20:00", "21:00"))
                        .json()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("TOO_MANY");
    }

    private int times(LocalDate date) {
        return callers.get(
                        null,
                        "/api/v1/slots?type=%s&doctor=%s&from=%s&to=%s&limit=200"
                                .formatted(people.instantly().id().value(), doctor.person(), date, date))
                .json()
                .path("items")
                .size();
    }

    private String closed(LocalDate date) {
        return "{\"date\": \"%s\", \"locationId\": \"%s\", \"closed\": true}".formatted(date, place());
    }

    private String open(LocalDate date, String from, String to) {
        return "{\"date\": \"%s\", \"locationId\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"}"
                .formatted(date, place(), from, to);
    }

    private String place() {
        return people.location().id().value().toString();
    }
}
