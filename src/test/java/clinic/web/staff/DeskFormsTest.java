package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Transition;
import clinic.directory.Doctor;
import clinic.patients.Patient;
import clinic.patients.Patients;
import clinic.shared.TimeRange;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forms behind the board over HTTP, without script: search, outside the rules, walk-in, a day that is closed, the week. */
class DeskFormsTest extends StaffPages {

    private static final LocalDate TUESDAY = LocalDate.parse("2026-11-24");

    @Test
    void aPatientIsFoundByTheBeginningOfANameWithTheNextAndTheLastVisit() {
        Patient ruth = clinic.patient("Ruthanna " + clinic.name);
        AppointmentView visit = clinic.confirmed(ruth, "2026-11-24T10:00");
        Browser admin = clinic.asAdmin(port);
        admin.get("/admin/patients");

        Answer found = admin.submit("/admin/patients/search", "name", "Ruthan " + clinic.name);

        assertThat(found.text())
                .contains(
                        ruth.name(),
                        "Next:",
                        "/admin/appointments/" + visit.id().value())
                .contains(
                        "/admin/book?patient=" + ruth.id().value(),
                        "/admin/walk-in?patient=" + ruth.id().value())
                .doesNotContain("Last:");
        assertThat(admin.submit("/admin/patients/search", "name", "Nobody " + clinic.name)
                        .text())
                .contains("Nobody found for");
    }

    @Test
    void aPatientIsFoundByDateOfBirthAndByNumber() {
        Patient ivan = patients.add(
                clinic.setUp,
                new Patients.NewPatient("Ivan " + clinic.name, null, "+44 7700 900123", LocalDate.parse("1953-02-07")));
        Browser admin = clinic.asAdmin(port);
        admin.get("/admin/patients");

        assertThat(admin.submit("/admin/patients/search", "name", clinic.name + " 1953-02-07")
                        .text())
                .contains(ivan.name());
        assertThat(admin.submit("/admin/patients/search", "name", clinic.name + " 447700900")
                        .text())
                .contains(ivan.name());
    }

    @Test
    void aTimeOfTheBoardIsChosenOnceTheVisitIs() {
        Patient zanele = clinic.patient("Zanele Mokoena");
        String time = clinic.picked(clinic.doctor, "2026-11-24T10:00:00Z");

        String page = book(clinic.asAdmin(port), zanele, time);

        assertThat(page).contains("value=\"" + time + "\" checked").doesNotContain("name=\"overrideReason\"");
    }

    @Test
    void theTimeThatWasClickedIsNamedWhileThePatientIsChosen() {
        Browser admin = clinic.asAdmin(port);
        String asked = "/admin/book?time=" + clinic.picked(clinic.doctor, "2026-11-24T10:00:00Z");

        assertThat(admin.get(asked).text())
                .contains("Tue 24 Nov", "10:00, with " + clinic.doctor.name() + ", " + clinic.location.name());
        assertThat(admin.get("/admin/book").text()).doesNotContain(clinic.doctor.name());
        assertThat(admin.get("/admin/book?time=nonsense").text()).contains("Who is it for?");
    }

    @Test
    void aTimeOutsideTheHoursSaysWhyAndNamesThreeThatCanBeHad() {
        Patient zanele = clinic.patient("Zanele Mokoena");

        String page = book(clinic.asAdmin(port), zanele, clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z"));

        assertThat(page).contains("cannot be booked as it stands", "<strong>Hours</strong>", "Book it anyway");
        assertThat(page.split("name=\"pick\"", -1)).hasSize(5);
        assertThat(page).contains("name=\"pick\" value=\"" + clinic.picked(clinic.doctor, "2026-11-24T16:40:00Z"));
    }

    @Test
    void itIsBookedAllTheSameWithAReasonThatStandsOnTheAppointment() {
        Patient zanele = clinic.patient("Zanele Mokoena");
        Browser admin = clinic.asAdmin(port);
        String time = clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z");
        book(admin, zanele, time);

        Answer without = sendBooking(admin, zanele, time, time, "", "Sore knee");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("Say why the rules are passed.", "Sore knee", "Book it anyway");

        Answer booked = sendBooking(admin, zanele, time, time, "The doctor agreed", "Sore knee");
        assertThat(admin.follow(booked).text()).contains("Outside the rules:", "The doctor agreed");
    }

    @Test
    void aNearestTimeIsBookedWithOnePressAndPassesNoRule() {
        Patient zanele = clinic.patient("Zanele Mokoena");
        Browser admin = clinic.asAdmin(port);
        String wished = clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z");
        book(admin, zanele, wished);

        Answer booked = sendBooking(
                admin, zanele, wished, clinic.picked(clinic.doctor, "2026-11-24T16:40:00Z"), "Typed and not meant", "");

        assertThat(history(booked).getLast().overrideReason()).isNull();
    }

    @Test
    void timeThatSomebodyElseHasIsNeverOfferedToBeTakenAnyway() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:00");
        Patient zanele = clinic.patient("Zanele Mokoena");
        Browser admin = clinic.asAdmin(port);
        String time = clinic.picked(clinic.doctor, "2026-11-24T10:00:00Z");

        assertThat(book(admin, zanele, time))
                .contains("Nobody can pass this rule")
                .doesNotContain("Book it anyway");

        Answer refused = sendBooking(admin, zanele, time, time, "All the same", "Sore knee");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Sore knee", "Nearest times").doesNotContain("Book it anyway");
    }

    @Test
    void aTimeThatIsTypedIsCheckedOnTheClockOfThePlace() {
        Patient zanele = clinic.patient("Zanele Mokoena");
        Browser admin = clinic.asAdmin(port);

        Answer typed = admin.get("/admin/book?patient=" + zanele.id().value() + "&type="
                + clinic.type.id().value() + "&doctor=" + clinic.doctor.id().value() + "&location="
                + clinic.location.id().value() + "&at=2026-11-24T18:30");

        assertThat(typed.location())
                .endsWith("&from=2026-11-24&time=" + clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z"));
        assertThat(admin.get("/admin/book?patient=" + zanele.id().value() + "&type="
                                + clinic.type.id().value() + "&at=2026-11-24T18:30")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aVisitIsMovedOutsideTheHoursWithAReason() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:00");
        Browser admin = clinic.asAdmin(port);
        String here = "/admin/appointments/" + visit.id().value();
        String time = clinic.picked(clinic.doctor, "2026-11-24T18:30:00Z");
        assertThat(admin.get(here + "/move?time=" + time).text())
                .contains("cannot be booked as it stands", "Move it there anyway");

        Answer moved = admin.submit(
                here + "/reschedule",
                "version",
                String.valueOf(visit.version()),
                "wished",
                time,
                "pick",
                time,
                "overrideReason",
                "Nothing else suits",
                "reason",
                "The patient rang");

        assertThat(moved.location()).isEqualTo(here + "?done=MOVE");
        assertThat(clinic.read(visit).during().start()).isEqualTo(Instant.parse("2026-11-24T18:30:00Z"));
        assertThat(admin.get(here).text()).contains("Nothing else suits", "The patient rang");
    }

    @Test
    void whoWalksInIsSeenNowByWhoIsFreeAndHasArrived() {
        Doctor free = clinic.anotherDoctor("Dr Yusuf Haddad");
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-23T10:00");
        Browser admin = clinic.asAdmin(port);
        clock.set(Instant.parse("2026-11-23T10:07:00Z"));
        admin.get("/admin/walk-in");
        Answer added =
                admin.submit("/admin/walk-in/patient", "name", "Hugo Silva", "birthDate", "", "phone", "", "email", "");
        assertThat(added.location()).startsWith("/admin/walk-in?patient=");
        String patient = added.location().substring("/admin/walk-in?patient=".length());

        String choices = admin.get(walkIn(patient)).text();
        assertThat(choices).contains("Free now", "Free at 10:20, in 13 min");
        assertThat(choices.indexOf("Dr Yusuf Haddad")).isLessThan(choices.indexOf("Dr Amara Osei"));

        Answer done = walkIn(admin, patient, clinic.picked(free, "2026-11-23T10:07:00Z"));
        String said = admin.follow(done).text();
        assertThat(said).contains("Hugo Silva has arrived and is in the waiting room", "10:07 with Dr Yusuf Haddad");
        assertThat(admin.get("/admin/desk?location=" + clinic.location.id().value())
                        .text())
                .contains("Hugo Silva", "s-arrived");
    }

    @Test
    void whoWalksInMayWaitForADoctorWhoIsSoonFree() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-23T10:00");
        String patient = clinic.patient("Hugo Silva").id().value().toString();
        Browser admin = clinic.asAdmin(port);
        clock.set(Instant.parse("2026-11-23T10:07:00Z"));
        admin.get(walkIn(patient));

        Answer done = walkIn(admin, patient, clinic.picked(clinic.doctor, "2026-11-23T10:20:00Z"));

        AppointmentView visit = appointments.appointment(clinic.setUp, visitOf(done));
        assertThat(visit.during().start()).isEqualTo(Instant.parse("2026-11-23T10:20:00Z"));
        assertThat(visit.attendance()).isNotNull();
    }

    @Test
    void aWalkInThatIsRefusedNotesNoArrivalAndKeepsTheNote() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-23T10:00");
        String patient = clinic.patient("Hugo Silva").id().value().toString();
        Browser admin = clinic.asAdmin(port);
        clock.set(Instant.parse("2026-11-23T10:07:00Z"));
        admin.get(walkIn(patient));

        Answer refused = walkIn(admin, patient, clinic.picked(clinic.doctor, "2026-11-23T10:10:00Z"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Sprained ankle");
        assertThat(admin.get("/admin/desk?location=" + clinic.location.id().value())
                        .text())
                .doesNotContain("Hugo Silva");
    }

    @Test
    void nobodyArrivesTodayForAVisitTomorrowAndNothingIsBookedThen() {
        Patient hugo = clinic.patient("Hugo Silva");
        String patient = hugo.id().value().toString();
        Browser admin = clinic.asAdmin(port);
        admin.get(walkIn(patient));

        assertThat(walkIn(admin, patient, clinic.picked(clinic.doctor, "2026-11-24T10:00:00Z"))
                        .status())
                .isEqualTo(409);
        assertThat(appointments.lastAndNext(clinic.setUp, List.of(hugo.id()))).isEmpty();
    }

    @Test
    void closingADayProposesATimeToEachVisitAndNoTimeTwice() {
        AppointmentView first = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        AppointmentView second = clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-24T09:20");
        Browser admin = clinic.asAdmin(port);

        String page = admin.get(closing()).text();

        assertThat(page).contains("Ruth Adeyemi", "Ivan Petrov", "2 visits need another time");
        String one = proposal(page, first);
        String other = proposal(page, second);
        assertThat(one).isEqualTo(clinic.picked(clinic.doctor, "2026-11-25T08:00:00Z"));
        assertThat(other).isEqualTo(clinic.picked(clinic.doctor, "2026-11-25T08:20:00Z"));
        assertThat(availability.absences(clinic.setUp, clinic.doctor.id(), tuesday()))
                .isEmpty();
    }

    @Test
    void aClosedDayMovesItsVisitsAndSaysWhoIsLeft() {
        AppointmentView first = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        AppointmentView second = clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-24T09:20");
        Browser admin = clinic.asAdmin(port);
        String page = admin.get(closing()).text();

        Answer closed = close(admin, null, first, proposal(page, first), second, "");

        String left = admin.follow(closed).text();
        assertThat(left)
                .contains("Moved: 1. Still to move: 1.", "Ivan Petrov", "Doctor is ill")
                .doesNotContain("Ruth Adeyemi");
        assertThat(clinic.read(first).during().start()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
        assertThat(clinic.read(second).during()).isEqualTo(second.during());
        assertThat(availability.absences(clinic.setUp, clinic.doctor.id(), tuesday()))
                .hasSize(1);

        AppointmentView waiting = clinic.read(second);
        Answer rest = close(admin, waiting, waiting, proposal(left, waiting), null, "");
        assertThat(admin.follow(rest).text()).contains("1 visit was moved.", "Nobody is left to be moved.");
        assertThat(availability.absences(clinic.setUp, clinic.doctor.id(), tuesday()))
                .hasSize(1);
    }

    @Test
    void aVisitThatCannotBeMovedStaysListedWithTheReasonAndSendingTwiceMovesNothingTwice() {
        AppointmentView first = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        AppointmentView second = clinic.confirmed(clinic.patient("Ivan Petrov"), "2026-11-24T09:20");
        Browser admin = clinic.asAdmin(port);
        String page = admin.get(closing()).text();
        clinic.confirmed(clinic.patient("Fast Comer"), "2026-11-25T08:00");

        Answer sent = close(admin, null, first, proposal(page, first), second, proposal(page, second));

        assertThat(sent.status()).isEqualTo(409);
        assertThat(sent.text())
                .contains("Ruth Adeyemi", "That time has just been taken.")
                .doesNotContain("Ivan Petrov");
        AppointmentView moved = clinic.read(second);
        close(admin, null, first, "", second, proposal(page, second));
        assertThat(clinic.read(second).version()).isEqualTo(moved.version());
    }

    @Test
    void aWholePlaceIsClosedUnderTheNameThatIsGiven() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser admin = clinic.asAdmin(port);
        String address = "/admin/desk/close?date=2026-11-24&location="
                + clinic.location.id().value();
        String page = admin.get(address).text();

        Answer closed = admin.submit(
                "/admin/desk/close",
                "date",
                "2026-11-24",
                "location",
                clinic.location.id().value().toString(),
                "reason",
                "Burst pipe",
                "rows[0].visit",
                visit.id().value().toString(),
                "rows[0].version",
                String.valueOf(visit.version()),
                "rows[0].time",
                proposal(page, visit));

        assertThat(admin.follow(closed).text()).contains("The day is closed. 1 visit was moved.");
        assertThat(directory.closures(clinic.setUp, tuesday()))
                .filteredOn(closure -> clinic.location.id().equals(closure.location()))
                .extracting(closure -> closure.name())
                .containsExactly("Burst pipe");
    }

    @Test
    void whoseDoctorHasNoTimeForWeeksIsProposedAnotherOnTheSameDay() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        availability.addAbsence(
                clinic.setUp,
                clinic.doctor.id(),
                TimeRange.starting(tuesday().end(), Duration.ofDays(60)),
                null,
                false);

        String page = clinic.asAdmin(port).get(closing()).text();

        assertThat(proposal(page, visit)).isEqualTo(clinic.picked(other, "2026-11-24T08:00:00Z"));
    }

    @Test
    void onePatientWithTwoVisitsIsNotProposedTwoTimesAtOnce() {
        clinic.anotherDoctor("Dr Yusuf Haddad");
        Patient ruth = clinic.patient("Ruth Adeyemi");
        AppointmentView first = clinic.confirmed(ruth, "2026-11-24T09:00");
        AppointmentView second = clinic.confirmed(ruth, "2026-11-24T10:00");
        clinic.work(clinic.doctor, "09:00", "09:20");

        String page = clinic.asAdmin(port)
                .get("/admin/desk/close?date=2026-11-24&location="
                        + clinic.location.id().value())
                .text();

        assertThat(proposal(page, first).substring(74))
                .isNotEqualTo(proposal(page, second).substring(74));
    }

    @Test
    void aDayThatIsOverCannotBeClosed() {
        Browser admin = clinic.asAdmin(port);
        assertThat(admin.get(closing().replace("2026-11-24", "2026-11-20")).text())
                .contains("This day is over");
    }

    @Test
    void theWeekOfADoctorHasAColumnForEachDayAndLeadsToTheBoard() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        clinic.confirmed(clinic.patient("Noah Fischer"), "2026-11-25T09:00");

        String week = clinic.asAdmin(port)
                .get("/admin/desk/week?from=2026-11-23&doctor="
                        + clinic.doctor.id().value())
                .text();

        assertThat(week).contains("Ruth Adeyemi", "Noah Fischer", "/admin/desk?date=2026-11-29");
        assertThat(week.split("<section class=\"col\"", -1)).hasSize(8);
    }

    private String book(Browser admin, Patient patient, String time) {
        Answer page = admin.get("/admin/book?patient=" + patient.id().value() + "&type="
                + clinic.type.id().value() + "&from=2026-11-24&doctor="
                + clinic.doctor.id().value() + "&location="
                + clinic.location.id().value() + "&time=" + time);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.text();
    }

    private Answer sendBooking(Browser admin, Patient patient, String wished, String pick, String reason, String note) {
        return admin.submit(
                "/admin/book",
                "patient",
                patient.id().value().toString(),
                "type",
                clinic.type.id().value().toString(),
                "wished",
                wished,
                "pick",
                pick,
                "overrideReason",
                reason,
                "note",
                note,
                "key",
                UUID.randomUUID().toString());
    }

    private List<Transition> history(Answer booked) {
        return appointments.history(clinic.setUp, visitOf(booked));
    }

    private static AppointmentId visitOf(Answer answer) {
        String path = answer.location().replaceAll("\\?.*", "");
        return new AppointmentId(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
    }

    private String walkIn(String patient) {
        return "/admin/walk-in?patient=" + patient + "&type=" + clinic.type.id().value() + "&location="
                + clinic.location.id().value();
    }

    private Answer walkIn(Browser admin, String patient, String pick) {
        return admin.submit(
                "/admin/walk-in",
                "patient",
                patient,
                "type",
                clinic.type.id().value().toString(),
                "location",
                clinic.location.id().value().toString(),
                "pick",
                pick,
                "note",
                "Sprained ankle",
                "overrideReason",
                "Walk-in",
                "key",
                UUID.randomUUID().toString());
    }

    private String closing() {
        return "/admin/desk/close?date=2026-11-24&doctor=" + clinic.doctor.id().value();
    }

    private static TimeRange tuesday() {
        return TimeRange.starting(TUESDAY.atStartOfDay(StaffClinic.ZONE).toInstant(), Duration.ofDays(1));
    }

    /** What the form proposes for a visit. */
    private static String proposal(String page, AppointmentView visit) {
        int row = page.indexOf("value=\"" + visit.id().value() + "\"");
        assertThat(row).isPositive();
        String select = page.substring(page.indexOf("<select", row), page.indexOf("</select>", row));
        return select.replaceAll("(?s).*<option value=\"([^\"]+)\" selected.*", "$1");
    }

    private Answer close(
            Browser admin,
            @Nullable AppointmentView only,
            AppointmentView one,
            String oneTime,
            @Nullable AppointmentView other,
            String otherTime) {
        var fields = new ArrayList<>(List.of(
                "date",
                "2026-11-24",
                "doctor",
                clinic.doctor.id().value().toString(),
                "reason",
                "Doctor is ill",
                "rows[0].visit",
                one.id().value().toString(),
                "rows[0].version",
                String.valueOf(one.version()),
                "rows[0].time",
                oneTime));
        if (other != null) {
            fields.addAll(List.of(
                    "rows[1].visit",
                    other.id().value().toString(),
                    "rows[1].version",
                    String.valueOf(other.version()),
                    "rows[1].time",
                    otherTime));
        }
        if (only != null) {
            fields.addAll(List.of("only", only.id().value().toString()));
        }
        return admin.submit("/admin/desk/close", fields.toArray(String[]::new));
    }
}
