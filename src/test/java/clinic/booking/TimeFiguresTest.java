package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.NextAvailable;
import clinic.availability.OpenTime;
import clinic.availability.OpenTime.Part;
import clinic.availability.WorkingPattern;
import clinic.availability.WorkingPattern.Break;
import clinic.booking.Appointments.Booking;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.shared.TimeRange;
import clinic.testing.TestClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much of doctors' time there is, and how soon some of it can be had. The clock stands on a Monday, 08:00. */
class TimeFiguresTest extends BookingScene {

    private static final TimeRange WEEK = TimeRange.starting(Instant.parse("2026-11-23T00:00:00Z"), Duration.ofDays(7));

    @Test
    void openTimeIsTheHoursWithoutBreaksClosuresAndTimeAway() {
        AppointmentType type = clinic.instantType(30);
        DoctorId doctor = clinic.doctor(
                List.of(
                        hours(london, DayOfWeek.MONDAY, new Break(LocalTime.NOON, LocalTime.of(13, 0))),
                        hours(london, DayOfWeek.TUESDAY),
                        hours(london, DayOfWeek.WEDNESDAY)),
                type.id());
        assertThat(open(doctor)).isEqualTo(Duration.ofHours(8 + 9 + 9));

        availability.addAbsence(
                clinic.admin(),
                doctor,
                new TimeRange(Instant.parse("2026-11-24T15:00:00Z"), Instant.parse("2026-11-25T00:00:00Z")),
                null,
                false);
        availability.addClosure(
                clinic.admin(),
                london.id(),
                new TimeRange(Instant.parse("2026-11-25T00:00:00Z"), Instant.parse("2026-11-25T10:00:00Z")),
                "Painting",
                false);
        appointments.book(
                clinic.as(clinic.patient()),
                new Booking(
                        null, doctor, london.id(), type.id(), Instant.parse("2026-11-24T09:00:00Z"), null, null, null));

        assertThat(open(doctor)).as("whatever is booked").isEqualTo(Duration.ofHours(8 + 7 + 7));
    }

    @Test
    void openTimeOfAPlaceIsThatOfItsHoursAlone() {
        Location paris = clinic.location("Europe/Paris");
        DoctorId doctor = clinic.doctor(
                List.of(hours(london, DayOfWeek.MONDAY), hours(paris, DayOfWeek.SUNDAY)),
                clinic.instantType(30).id());
        DoctorId idle = clinic.doctor(List.of(), clinic.instantType(30).id());

        Map<DoctorId, OpenTime> here = availability.openTime(clinic.admin(), List.of(doctor, idle), paris.id(), WEEK);

        assertThat(here)
                .containsOnly(
                        Map.entry(
                                doctor,
                                new OpenTime(List.of(new Part(
                                        paris.zone(),
                                        new TimeRange(
                                                Instant.parse("2026-11-29T07:00:00Z"),
                                                Instant.parse("2026-11-29T16:00:00Z")))))),
                        Map.entry(idle, OpenTime.NONE));
        assertThat(availability
                        .openTime(
                                clinic.admin(),
                                List.of(doctor),
                                null,
                                TimeRange.starting(Instant.parse("2026-11-23T16:00:00Z"), Duration.ofDays(7)))
                        .getOrDefault(doctor, OpenTime.NONE)
                        .length())
                .as("cut at both ends of the range")
                .isEqualTo(Duration.ofHours(1 + 9 + 8));
    }

    @Test
    void hoursAtTwoPlacesAtOnceAreOpenOnce() {
        Location kolkata = clinic.location("Asia/Kolkata");
        DoctorId doctor = clinic.doctor(
                List.of(
                        hours(london, DayOfWeek.MONDAY),
                        new WorkingPattern(
                                kolkata.id(),
                                DayOfWeek.MONDAY,
                                LocalTime.of(17, 0),
                                LocalTime.of(23, 0),
                                List.of(),
                                null,
                                null,
                                null)),
                clinic.instantType(30).id());

        assertThat(availability
                        .openTime(clinic.admin(), List.of(doctor), null, WEEK)
                        .getOrDefault(doctor, OpenTime.NONE)
                        .length())
                .as("from 08:00 to 17:30, as 23:00 there is half an hour later than 17:00 here")
                .isEqualTo(Duration.ofMinutes(9 * 60 + 30));
    }

    @Test
    void howSoonADoctorCanBeHadIsToldByTheThirdFreeTime() {
        AppointmentType type = clinic.instantType(30);
        DoctorId soon = clinic.doctor(london.id(), "09:00", "10:00", type.id());
        DoctorId once = clinic.doctor(
                List.of(new WorkingPattern(
                        london.id(),
                        DayOfWeek.FRIDAY,
                        LocalTime.of(9, 0),
                        LocalTime.of(9, 30),
                        List.of(),
                        null,
                        null,
                        null)),
                type.id());
        DoctorId never = clinic.doctor(List.of(), type.id());
        clock.set(TestClock.START.plus(Duration.ofHours(4)));

        assertThat(availability.thirdNext(clinic.admin(), type.id(), london.id()))
                .as("two times a day from tomorrow; one each Friday; none")
                .containsExactlyInAnyOrder(
                        new NextAvailable(soon, 2), new NextAvailable(once, 18), new NextAvailable(never, null));

        appointments.book(
                clinic.as(clinic.patient()),
                new Booking(
                        null, soon, london.id(), type.id(), Instant.parse("2026-11-25T09:00:00Z"), null, null, null));
        appointments.book(
                clinic.as(clinic.patient()),
                new Booking(
                        null, soon, london.id(), type.id(), Instant.parse("2026-11-25T09:30:00Z"), null, null, null));

        assertThat(availability.thirdNext(clinic.admin(), type.id(), london.id()))
                .contains(new NextAvailable(soon, 3));
    }

    private Duration open(DoctorId doctor) {
        return availability
                .openTime(clinic.admin(), List.of(doctor), london.id(), WEEK)
                .getOrDefault(doctor, OpenTime.NONE)
                .length();
    }

    private static WorkingPattern hours(Location place, DayOfWeek day, Break... breaks) {
        return new WorkingPattern(
                place.id(), day, LocalTime.of(8, 0), LocalTime.of(17, 0), List.of(breaks), null, null, null);
    }
}
