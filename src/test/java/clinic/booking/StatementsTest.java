package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** How often a search for free times asks the database: taking the role, and four times at most. */
class StatementsTest extends BookingScene {

    private static final int MOST = 5;

    private final Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();
    private AppointmentType type;

    @BeforeEach
    void aClinicWhoseStatementsAreCounted() {
        type = clinic.type(30, 0, 0, true, true);
        directory.addRoom(clinic.admin(), london.id(), "One");
        statements.setLevel(Level.DEBUG);
        seen.start();
        statements.addAppender(seen);
    }

    @AfterEach
    void countNoMore() {
        statements.detachAppender(seen);
        statements.setLevel(null);
    }

    @Test
    void neitherDaysNorDoctorsAddStatements() {
        DoctorId doctor = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        long oneDay = count(clinic.visitor(), doctor, 1, 200);
        long threeMonths = count(clinic.visitor(), null, 90, 200);
        for (int i = 0; i < 12; i++) {
            clinic.doctor(london.id(), "09:00", "12:00", type.id());
        }
        PatientId patient = clinic.patient();

        assertThat(oneDay).isLessThan(MOST).isPositive();
        assertThat(threeMonths).isEqualTo(oneDay);
        assertThat(count(clinic.visitor(), null, 90, 200)).isEqualTo(oneDay);
        assertThat(count(clinic.as(patient), null, 90, 200)).as("for a patient").isEqualTo(oneDay);
    }

    @Test
    void whoAsksForAFewOfALongTimeAsksOnceMoreWhenTheFirstDaysHaveTooFew() {
        clinic.doctor(london.id(), "11:30", "12:00", type.id());

        assertThat(count(clinic.visitor(), null, 90, 3)).isLessThan(MOST);
        assertThat(count(clinic.visitor(), null, 90, 20)).isEqualTo(MOST);
    }

    @Test
    void manyVisitsAreReadWithOneStatement() {
        DoctorId doctor = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        List<AppointmentId> visits = availability
                .freeTimes(
                        clinic.visitor(),
                        new SlotQuery(
                                type.id(),
                                doctor,
                                null,
                                null,
                                null,
                                TimeRange.starting(TestClock.START, Duration.ofDays(3)),
                                8))
                .stream()
                .map(slot -> ((Done) appointments.book(
                                clinic.as(clinic.patient()),
                                new Booking(
                                        null,
                                        doctor,
                                        london.id(),
                                        type.id(),
                                        slot.during().start(),
                                        null,
                                        null,
                                        null)))
                        .appointment()
                        .id())
                .toList();

        seen.list.clear();
        assertThat(appointments.appointments(clinic.as(doctor), visits.subList(0, 1)))
                .hasSize(1);
        long one = counted();
        seen.list.clear();
        assertThat(appointments.appointments(clinic.as(doctor), visits))
                .extracting(AppointmentView::id)
                .containsExactlyElementsOf(visits);

        assertThat(counted()).isEqualTo(one);
        assertThat(appointments.appointments(clinic.as(clinic.patient()), visits))
                .as("somebody else's")
                .isEmpty();
    }

    private long count(Actor actor, @Nullable DoctorId doctor, int days, int limit) {
        seen.list.clear();
        PatientId patient =
                actor.is(Actor.Role.PATIENT) && actor.person() != null ? new PatientId(actor.person()) : null;
        assertThat(availability.freeTimes(
                        actor,
                        new SlotQuery(
                                type.id(),
                                doctor,
                                london.id(),
                                null,
                                patient,
                                TimeRange.starting(TestClock.START, Duration.ofDays(days)),
                                limit)))
                .isNotEmpty();
        return counted();
    }

    /** Of this thread: what the clockwork does meanwhile is not asked by anybody here. */
    private long counted() {
        return seen.list.stream()
                .filter(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .filter(event -> event.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }
}
