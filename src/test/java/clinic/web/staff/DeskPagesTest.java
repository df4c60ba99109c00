package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.directory.Doctor;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The board of the front desk over HTTP, without script. */
class DeskPagesTest extends StaffPages {

    private static final LocalDate TUESDAY = LocalDate.parse("2026-11-24");

    @Test
    void eachDoctorWhoWorksHasAColumnWithTheVisitsOfThatDay() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        clinic.confirmed(clinic.patient("Noah Fischer"), "2026-11-25T09:00");

        String board = board("&date=" + TUESDAY);

        assertThat(column(board, clinic.doctor))
                .contains("Ruth Adeyemi", "Confirmed", "Maya Chen", "s-pending", ">Break<")
                .doesNotContain("Noah Fischer");
        assertThat(column(board, other)).doesNotContain("Ruth Adeyemi");
        assertThat(board).contains("2 visits with 2 doctors.");
    }

    @Test
    void aBlankTimeLeadsToABookingOfThatTimeWithThatDoctor() {
        Browser admin = clinic.asAdmin(port);
        String place = clinic.location.id().value().toString();
        String doctor = clinic.doctor.id().value().toString();
        String address = "/admin/book?doctor=" + doctor + "&amp;from=" + TUESDAY + "&amp;location=" + place
                + "&amp;time=" + clinic.picked(clinic.doctor, "2026-11-24T10:00:00Z");
        assertThat(admin.get("/admin/desk?date=" + TUESDAY + "&location=" + place)
                        .text())
                .contains("href=\"" + address + "\"");

        admin.get(address.replace("&amp;", "&"));
        Answer added = admin.submit(
                "/admin/book/patient",
                "name",
                "Zanele Mokoena",
                "birthDate",
                "",
                "phone",
                "",
                "email",
                "",
                "doctor",
                doctor,
                "from",
                TUESDAY.toString(),
                "location",
                place);

        assertThat(added.location())
                .startsWith("/admin/book?patient=")
                .contains("&doctor=" + doctor, "&from=" + TUESDAY, "&location=" + place);
        assertThat(admin.get(added.location()).text()).contains("name=\"doctor\" value=\"" + doctor + "\"");
    }

    @Test
    void whoHasArrivedSitsInTheWaitingRoomUntilTheVisitBegins() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Hugo Silva"), "2026-11-23T11:00");
        assertThat(board("")).contains("Nobody is waiting.");

        clinic.arrives(visit);
        String waits = board("");
        assertThat(waits.substring(waits.indexOf("id=\"waiting\""))).contains("Hugo Silva");
        assertThat(column(waits, clinic.doctor)).contains("s-arrived", "Waiting");

        clinic.begins(visit);
        String seen = board("");
        assertThat(seen).contains("Nobody is waiting.");
        assertThat(column(seen, clinic.doctor)).contains("s-visit", "In the visit");
    }

    @Test
    void theLoadIsTheBookedShareOfTheHoursAtThatPlace() {
        clinic.work(clinic.doctor, "08:00", "10:00");
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");

        // Twenty minutes of two hours.
        assertThat(column(board("&date=" + TUESDAY), clinic.doctor)).contains("16 %");
    }

    @Test
    void aDayOnWhichNobodyWorksSaysSoAndOffersAWayOn() {
        clinic.work(clinic.doctor, "08:00", "17:00");
        availability.setPatterns(clinic.setUp, clinic.doctor.id(), List.of(), false);

        assertThat(board("&date=" + TUESDAY)).contains("Nobody works on this day", "Look at the doctors");
    }

    @Test
    void whoeverHasFreeTimeNextIsNamedWithAWayToBookIt() {
        clinic.work(clinic.doctor, "08:00", "17:00");
        clinic.confirmed(clinic.patient("Hugo Silva"), "2026-11-23T09:00");

        String free = board("");
        free = free.substring(free.indexOf("id=\"free\""), free.indexOf("id=\"desk-day\""));
        // It is eight o'clock, in the hour before a visit.
        assertThat(free)
                .contains("08:00, 60 min", clinic.doctor.name())
                .contains("href=\"/admin/book?doctor=" + clinic.doctor.id().value() + "&amp;from=2026-11-23")
                .contains("&amp;time=" + clinic.picked(clinic.doctor, "2026-11-23T08:00:00Z") + "\"");
        assertThat(board("&date=" + TUESDAY)).doesNotContain("id=\"free\"");
    }

    @Test
    void aDeskOpensAtThePlaceThatItsBrowserShowedLast() {
        clinic.work(clinic.doctor, "08:00", "17:00");
        Browser admin = clinic.asAdmin(port);
        String here = "value=\"" + clinic.location.id().value() + "\" selected";
        assertThat(admin.get("/admin/desk").text())
                .as("the clinic's first place, before any was chosen")
                .doesNotContain(here);

        admin.get("/admin/desk?location=" + clinic.location.id().value());
        assertThat(admin.get("/admin/desk").text()).contains(here);

        admin.get("/admin/desk?location=");
        assertThat(admin.get("/admin/desk").text()).as("all places").doesNotContain("\" selected");
    }

    @Test
    void whoComesWithoutAnAppointmentIsTakenInAtThePlaceOfTheDesk() {
        clinic.work(clinic.doctor, "08:00", "17:00");
        assertThat(board(""))
                .contains(
                        "href=\"/admin/walk-in?location=" + clinic.location.id().value() + "\"");
    }

    @Test
    void aDeskOfAPlaceThatThereIsNotIsNotFound() {
        Browser admin = clinic.asAdmin(port);
        assertThat(admin.get("/admin/desk?location=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void anUnreadableDateIsRefusedWithAWayOn() {
        assertThat(clinic.asAdmin(port).get("/admin/desk?date=tomorrow").status())
                .isEqualTo(400);
    }

    private String board(String query) {
        Answer answer = clinic.asAdmin(port)
                .get("/admin/desk?location=" + clinic.location.id().value() + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private static String column(String board, Doctor doctor) {
        int from = board.indexOf("aria-label=\"" + doctor.name() + "\"");
        assertThat(from).as(doctor.name()).isPositive();
        return board.substring(from, board.indexOf("</section>", from));
    }
}
