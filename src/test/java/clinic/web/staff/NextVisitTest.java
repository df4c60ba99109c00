package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.booking.Status;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A doctor books the next visit over HTTP, without script. */
class NextVisitTest extends StaffPages {

    @Test
    void aDoctorBooksTheNextVisitOfWhoeverThePresentOneIsWith() {
        AppointmentView present = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        String next = next(present);
        assertThat(doctor.get("/doctor/appointments/" + present.id().value()).text())
                .contains("href=\"" + next + "\"");
        String time = clinic.picked(clinic.doctor, "2026-12-01T10:00:00Z");
        assertThat(doctor.get(next + "?from=2026-12-01").text()).contains("Next visit of Ruth Adeyemi", time);

        Answer booked = doctor.submit(next, "time", time, "note", "Bring the readings", "key", key());

        assertThat(booked.location()).startsWith("/doctor/appointments/").endsWith("?booked=true");
        assertThat(doctor.follow(booked).text())
                .contains("Ruth Adeyemi", "Bring the readings", "Booked. The patient is told.", "Confirmed");
        assertThat(clinic.read(present).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void unlessSomebodyAsksTheTimesOfTheWeekAfterAreShown() {
        AppointmentView present = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-12-02T09:00");

        assertThat(clinic.asDoctor(port).get(next(present)).text())
                .contains(clinic.picked(clinic.doctor, "2026-12-09T10:00:00Z"))
                .doesNotContain(clinic.picked(clinic.doctor, "2026-12-03T10:00:00Z"));
    }

    @Test
    void aTimeThatWasJustTakenKeepsTheNoteAndOffersTheNearest() {
        AppointmentView present = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get(next(present));
        clinic.confirmed(clinic.patient("Maya Chen"), "2026-12-01T10:00");

        Answer taken = doctor.submit(
                next(present),
                "time",
                clinic.picked(clinic.doctor, "2026-12-01T10:00:00Z"),
                "note",
                "Bring the readings",
                "key",
                key());

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("That time has just been taken.", "Bring the readings", "Nearest times");
    }

    @Test
    void withoutATimeNothingIsBookedAndTheNoteIsKept() {
        AppointmentView present = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get(next(present));

        Answer asked = doctor.submit(next(present), "note", "Bring the readings", "key", key());

        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.text()).contains("Bring the readings");
    }

    @Test
    void aFormThatIsSentTwiceBooksOnce() {
        AppointmentView present = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get(next(present));
        String time = clinic.picked(clinic.doctor, "2026-12-01T10:00:00Z");
        String key = key();

        Answer first = doctor.submit(next(present), "time", time, "note", "", "key", key);
        Answer second = doctor.submit(next(present), "time", time, "note", "", "key", key);

        assertThat(second.location()).isEqualTo(first.location()).endsWith("?booked=true");
    }

    @Test
    void aLengthThatTheKindOfVisitDoesNotHaveIsAsUsual() {
        AppointmentView present = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");

        assertThat(clinic.asDoctor(port)
                        .get(next(present) + "?minutes=999&from=2026-12-01")
                        .text())
                .contains(clinic.picked(clinic.doctor, "2026-12-01T10:00:00Z"));
    }

    @Test
    void aNoteThatIsTooLongIsKeptWithTheChosenTime() {
        AppointmentView present = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get(next(present) + "?from=2026-12-01");
        String time = clinic.picked(clinic.doctor, "2026-12-01T10:00:00Z");

        Answer asked = doctor.submit(
                next(present), "from", "2026-12-01", "time", time, "note", "x".repeat(2001), "key", key());

        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.text()).contains("x".repeat(2001), "value=\"" + time + "\" checked");
    }

    private static String next(AppointmentView present) {
        return "/doctor/appointments/" + present.id().value() + "/next";
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
