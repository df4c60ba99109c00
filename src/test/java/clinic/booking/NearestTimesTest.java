package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Slot;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.Offer;
import clinic.shared.TimeRange;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which three times are named to somebody whose own cannot be had. */
class NearestTimesTest extends BookingScene {

    private static final Instant TEN = Instant.parse("2026-12-10T10:00:00Z");

    private AppointmentType type;

    @BeforeEach
    void aPlace() {
        type = clinic.instantType(30);
    }

    @Test
    void threeDoctorsWhoAreFreeAtOneInstantAreNotThreeTimes() {
        DoctorId away = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        availability.addAbsence(
                clinic.admin(), away, TimeRange.starting(TestClock.START, Duration.ofDays(731)), null, false);
        for (int i = 0; i < 3; i++) {
            clinic.doctor(london.id(), "09:00", "12:00", type.id());
        }

        assertThat(starts(nearest(away, TEN, null)))
                .containsExactly(TEN, TEN.minus(Duration.ofMinutes(30)), TEN.plus(Duration.ofMinutes(30)));
    }

    @Test
    void whereThereIsOnlyOneInstantSeveralDoctorsAreNamed() {
        DoctorId one = clinic.doctor(london.id(), "09:00", "09:30", type.id());
        DoctorId two = clinic.doctor(london.id(), "09:00", "09:30", type.id());
        Instant nine = TEN.minus(Duration.ofHours(1));
        availability.addClosure(clinic.admin(), london.id(), new TimeRange(TestClock.START, nine), "Works", false);
        availability.addClosure(
                clinic.admin(),
                london.id(),
                TimeRange.starting(nine.plus(Duration.ofHours(1)), Duration.ofDays(731)),
                "Works",
                false);

        assertThat(nearest(one, TEN, null)).extracting(Slot::doctor).containsExactly(one, two);
    }

    @Test
    void theNearestAreFoundAmongThousands() {
        type = clinic.instantType(5);
        for (int i = 0; i < 10; i++) {
            clinic.doctor(SampleClinic.everyDay(london.id(), "00:00", "23:55", Duration.ofMinutes(5)), type.id());
        }
        DoctorId none = clinic.doctor(List.of(), type.id());
        Instant shut = TEN.minus(Duration.ofHours(8));
        availability.addClosure(
                clinic.admin(), london.id(), TimeRange.starting(shut, Duration.ofDays(3)), "Works", false);

        assertThat(starts(nearest(none, TEN, null)))
                .containsExactly(
                        shut.minus(Duration.ofMinutes(5)),
                        shut.minus(Duration.ofMinutes(10)),
                        shut.minus(Duration.ofMinutes(15)));
    }

    @Test
    void aWishBeyondTheHorizonIsAnsweredWithTheLastThatCanBeBooked() {
        DoctorId doctor = clinic.doctor(london.id(), "09:00", "10:30", type.id());
        Instant horizon = TestClock.START.plus(Duration.ofDays(90));

        assertThat(starts(nearest(doctor, TestClock.START.plus(Duration.ofDays(400)), null)))
                .hasSize(3)
                .allMatch(start -> start.isAfter(horizon.minus(Duration.ofDays(1))));
    }

    @Test
    void whenWeeksAreTakenTheFirstAfterThemAreNamed() {
        DoctorId doctor = clinic.doctor(london.id(), "09:00", "10:30", type.id());
        Instant back = TestClock.START.plus(Duration.ofDays(70));
        availability.addAbsence(clinic.admin(), doctor, new TimeRange(TestClock.START, back), null, false);

        assertThat(starts(nearest(doctor, TEN, null)))
                .hasSize(3)
                .allMatch(start -> !start.isBefore(back) && start.isBefore(back.plus(Duration.ofDays(2))));
    }

    @Test
    void theyAreAsLongAsWished() {
        DoctorId doctor = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        Duration hour = Duration.ofHours(1);
        availability.setOffers(
                clinic.admin(),
                doctor,
                List.of(new Offer(doctor, type.id(), null, List.of(Duration.ofMinutes(30), hour), null, null, null)),
                false);

        assertThat(nearest(doctor, TEN, hour))
                .hasSize(3)
                .allMatch(slot -> slot.during().length().equals(hour));
    }

    private List<Slot> nearest(DoctorId doctor, Instant start, @Nullable Duration duration) {
        return appointments.nearest(clinic.visitor(), type.id(), doctor, london.id(), start, duration);
    }

    private static List<Instant> starts(List<Slot> slots) {
        return slots.stream().map(slot -> slot.during().start()).toList();
    }
}
