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
            assertThat(admin.follow(admin.submit("/admin/messages/search", "about", words))
                            .text())
                    .as(words)
                    .contains("/admin/appointments/" + hers.id().value())
                    .doesNotContain("/admin/appointments/" + his.id().value());
        }
        assertThat(admin.get("/admin/messages?patient=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void whoIsLookedForStandsInNoAddress() {
        Patient ruth =
                patients.add(clinic.setUp, new NewPatient("Ruth Soughtafter", "ruth@sought.example", null, null));
        Browser admin = clinic.asAdmin(port);

        assertThat(admin.get("/admin/messages").text()).contains("method=\"post\" action=\"/admin/messages/search\"");
        Answer found = admin.submit("/admin/messages/search", "about", "soughtafter", "channel", "EMAIL");

        assertThat(found.location())
                .isEqualTo("/admin/messages?patient=" + ruth.id().value() + "&channel=EMAIL");
        assertThat(admin.follow(found).text()).contains("Ruth Soughtafter", "href=\"/admin/messages?channel=EMAIL\"");
    }

    @Test
    void ofSeveralWhoAnswerToANameOneIsChosen() {
        Patient elder = clinic.patient("Elder Twinname");
        Patient younger = clinic.patient("Younger Twinname");
        Browser admin = clinic.asAdmin(port);

        Answer found = admin.submit("/admin/messages/search", "about", "twinname", "state", "SENT");

        assertThat(found.text())
                .contains(
                        "href=\"/admin/messages?patient=" + elder.id().value() + "&amp;state=SENT\"",
                        "href=\"/admin/messages?patient=" + younger.id().value() + "&amp;state=SENT\"",
                        "value=\"twinname\"");
        assertThat(admin.submit("/admin/messages/search", "about", "nobody of this name")
                        .text())
                .contains("nobody of this name");
    }

    @Test
    void messagesAreNarrowedByWhatTheyTellByTheirWayAndByTheirDay() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:00");
        Browser admin = clinic.asAdmin(port);
        String its = "/admin/messages?appointment=" + visit.id().value();
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
        Patient ruth = clinic.patient("Ruth Longlister");
        AppointmentView visit = clinic.confirmed(ruth, "2026-11-24T10:00");
        JdbcClient.create(database.as("postgres"))
                .sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                          recipient_kind, recipient_id, channel, purpose, state, remind_at, planned_at, not_before)
                        select gen_random_uuid(), id, 1, 1, doctor_id, location_id, start_at, 'PATIENT', patient_id,
                          'IN_APP', 'REMINDER', 'PLANNED', start_at - number * interval '1 minute', created_at, created_at
                        from appointment cross join generate_series(1, 51) as number
                        where id = :id
                        """)
                .param("id", visit.id().value())
                .update();
        Browser admin = clinic.asAdmin(port);
        String hers = "/admin/messages?patient=" + ruth.id().value();
        Matcher next = Pattern.compile("href=\"(" + Pattern.quote(hers) + "&amp;from=2026-11-23&amp;before=[^\"]+)\"")
                .matcher(
                        admin.get(hers + "&from=2026-11-23&purpose=&state=&to=").text());
        assertThat(next.find()).isTrue();

        assertThat(admin.get(next.group(1).replace("&amp;", "&")).text())
                .contains("/admin/appointments/", "Ruth Longlister");
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
