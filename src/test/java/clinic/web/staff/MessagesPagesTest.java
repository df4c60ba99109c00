package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentView;
import clinic.patients.Patient;
import clinic.patients.Patients.NewPatient;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.TestDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where messages stand, and what an admin does about those that were given up. */
@ClinicTest
class MessagesPagesTest extends StaffPages {

    @Autowired
    private TestDatabase database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aMessageThatWasGivenUpIsSentAgainAndItStaysKnownByWhom() {
        UUID message = givenUp();
        Browser admin = clinic.asAdmin(port);
        assertThat(admin.get("/admin").text()).contains("/admin/messages?state=DEAD");
        assertThat(admin.get("/admin/messages?state=DEAD").text())
                .contains("given up", "the server refuses it", "/admin/messages/" + message + "/resending");

        Answer again = admin.submit("/admin/messages/" + message + "/resending");

        assertThat(admin.follow(again).text())
                .contains("It is on its way again.")
                .doesNotContain(message + "/resending");
        assertThat(asOwner(
                        "select state || ' ' || attempts || ' ' || coalesce(reason, 'none') from message where id = :id",
                        message))
                .isEqualTo("PLANNED 0 none");
        assertThat(asOwner("select again_by::text from message where id = :id", message))
                .isEqualTo(clinic.admin.id().value().toString());
    }

    @Test
    void whatHasBeenSentIsNotSentTwice() {
        UUID message = givenUp();
        JdbcClient.create(database.as("postgres"))
                .sql("update message set state = 'SENT', sent_at = planned_at, reason = null where id = :id")
                .param("id", message)
                .update();
        Browser admin = clinic.asAdmin(port);
        admin.get("/admin/messages");

        Answer again = admin.submit("/admin/messages/" + message + "/resending");

        assertThat(admin.follow(again).text()).contains("was not sent again");
        assertThat(asOwner("select state from message where id = :id", message)).isEqualTo("SENT");
    }

    @Test
    void theListNamesNobody() {
        givenUp();

        assertThat(clinic.asAdmin(port).get("/admin/messages").text()).doesNotContain("Ruth Adeyemi", "mail.example");
    }

    @Test
    void nobodyButAnAdminSendsAMessageAgainByRawSql() {
        UUID message = givenUp();
        Actor doctor = new Actor(
                Actor.Role.DOCTOR, UUID.randomUUID(), clinic.doctor.id().value(), UUID.randomUUID());

        assertThatThrownBy(() -> transactions.as(
                        doctor,
                        () -> jdbc.sql("select send_again(:id)")
                                .param("id", message)
                                .query()
                                .listOfRows()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> transactions.as(
                        clinic.setUp,
                        () -> jdbc.sql("update message set state = 'SENT' where id = :id")
                                .param("id", message)
                                .update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void messagesAreFoundByThePatientAndByTheAppointment() {
        Patient ruth =
                patients.add(clinic.setUp, new NewPatient("Ruth Quincehaven", "ruth@quince.example", null, null));
        AppointmentView hers = clinic.confirmed(ruth, "2026-11-24T10:00");
        AppointmentView his = clinic.confirmed(clinic.patient("Ravi Rao"), "2026-11-24T11:00");
        Browser admin = clinic.asAdmin(port);

        for (String words :
                List.of("quincehaven", "ruth@quince", hers.id().value().toString())) {
            assertThat(admin.get("/admin/messages?q=" + words).text())
                    .as(words)
                    .contains("/admin/appointments/" + hers.id().value())
                    .doesNotContain("/admin/appointments/" + his.id().value())
                    .contains("value=\"" + words + "\"");
        }
        assertThat(admin.get("/admin/messages?q=nobody+of+this+name").text()).contains("No messages");
    }

    @Test
    void messagesAreNarrowedByWhatTheyTellByTheirWayAndByTheirDay() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:00");
        Browser admin = clinic.asAdmin(port);
        String its = "/admin/messages?q=" + visit.id().value();
        String row = "href=\"/admin/appointments/" + visit.id().value();

        assertThat(admin.get(its + "&purpose=APPROVED&channel=IN_APP").text()).contains(row);
        assertThat(admin.get(its + "&purpose=CANCELLED").text()).doesNotContain(row);
        assertThat(admin.get(its + "&channel=EMAIL&purpose=BOOKED").text()).doesNotContain(row);
        assertThat(admin.get(its + "&from=2026-11-23&to=2026-11-23").text()).contains(row);
        assertThat(admin.get(its + "&to=2026-11-22").text()).doesNotContain(row);
        assertThat(admin.get(its + "&from=2026-11-24").text()).doesNotContain(row);
    }

    @Test
    void theNextPageKeepsWhatIsLookedFor() {
        for (int day = 0; day < 20; day++) {
            clinic.confirmed(
                    clinic.patient("Ruth Longlister " + day),
                    LocalDate.parse("2026-11-24").plusDays(day) + "T10:00");
        }
        Browser admin = clinic.asAdmin(port);
        Matcher next = Pattern.compile(
                        "href=\"(/admin/messages\\?q=Longlister&amp;channel=IN_APP&amp;from=2026-11-23&amp;before=[^\"]+)\"")
                .matcher(admin.get("/admin/messages?q=Longlister&channel=IN_APP&from=2026-11-23&purpose=&state=&to=")
                        .text());
        assertThat(next.find()).isTrue();

        assertThat(admin.get(next.group(1).replace("&amp;", "&")).text())
                .contains("/admin/appointments/", "value=\"Longlister\"")
                .doesNotContain("pages.next");
    }

    private UUID givenUp() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T16:00");
        return JdbcClient.create(database.as("postgres"))
                .sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                          recipient_kind, recipient_id, channel, purpose, state, reason, planned_at, not_before)
                        select :message, id, 1, 1, doctor_id, location_id, start_at, 'PATIENT', patient_id, 'EMAIL', 'BOOKED',
                          'DEAD', 'REFUSED', now(), now()
                        from appointment where id = :id
                        on conflict (appointment_id, transition, recipient_kind, recipient_id, channel, purpose, remind_at)
                          where appointment_id is not null
                        do update set state = 'DEAD', reason = 'REFUSED'
                        returning id
                        """)
                .param("message", UUID.randomUUID())
                .param("id", visit.id().value())
                .query(UUID.class)
                .single();
    }

    private String asOwner(String sql, UUID message) {
        return JdbcClient.create(database.as("postgres"))
                .sql(sql)
                .param("id", message)
                .query(String.class)
                .single();
    }
}
