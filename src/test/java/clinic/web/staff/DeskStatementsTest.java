package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import clinic.directory.Doctor;
import clinic.patients.Patient;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;

/** How often the desk's pages ask the database: as often for many doctors and visits as for few. */
class DeskStatementsTest extends StaffPages {

    private final Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

    @Autowired
    private DeskController desk;

    @Autowired
    private DeskWeekController week;

    @Autowired
    private WalkInController walkIns;

    @Autowired
    private PatientSearch search;

    @BeforeEach
    void statementsAreCounted() {
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
    void neitherDoctorsNorVisitsAddStatements() {
        Patient ruth = clinic.patient("Ruth " + clinic.name);
        clinic.confirmed(ruth, "2026-11-23T09:00");
        long board = countOfBoard();
        long days = countOfWeek();
        long walkIn = countOfWalkIn(ruth);
        long found = countOfSearch();
        for (int n = 0; n < 3; n++) {
            Doctor another = clinic.anotherDoctor("Dr Number " + n);
            clinic.request(clinic.patient("Ivan " + clinic.name), another, "2026-11-23T09:00", null);
            clinic.request(clinic.patient("Maya " + clinic.name), another, "2026-11-23T10:00", null);
            clinic.confirmed(clinic.patient("Noah " + clinic.name), "2026-11-2" + (4 + n) + "T11:00");
        }

        assertThat(countOfBoard()).as("board").isEqualTo(board).isPositive();
        assertThat(countOfWeek()).as("week").isEqualTo(days).isPositive();
        assertThat(countOfWalkIn(ruth)).as("walk-in").isEqualTo(walkIn).isPositive();
        assertThat(countOfSearch()).as("search").isEqualTo(found).isPositive();
    }

    private long countOfBoard() {
        UUID place = clinic.location.id().value();
        return count(() -> desk.desk(
                clinic.setUp,
                LocalDate.parse("2026-11-23"),
                place,
                new MockHttpServletRequest(),
                new MockHttpServletResponse(),
                new ExtendedModelMap()));
    }

    private long countOfWeek() {
        UUID doctor = clinic.doctor.id().value();
        return count(() -> week.week(clinic.setUp, doctor, LocalDate.parse("2026-11-23"), new ExtendedModelMap()));
    }

    private long countOfWalkIn(Patient patient) {
        var look = new WalkInLook(
                patient.id().value(),
                clinic.type.id().value(),
                clinic.location.id().value());
        return count(() -> walkIns.look(clinic.setUp, look));
    }

    private long countOfSearch() {
        return count(() -> search.find(clinic.setUp, clinic.name, null));
    }

    /** Of this thread: what the clockwork does meanwhile is not asked by anybody here. */
    private long count(Runnable act) {
        seen.list.clear();
        act.run();
        return seen.list.stream()
                .filter(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .filter(event -> event.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }
}
