package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import clinic.booking.AppointmentFigures.Busy;
import clinic.booking.AppointmentFigures.Counts;
import clinic.booking.AppointmentFigures.OnDate;
import clinic.booking.AppointmentFigures.Tally;
import clinic.booking.AppointmentFigures.WaitingAfter;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Filter;
import clinic.booking.Appointments.Mark;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.testing.TestClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What appointments add up to, counted a second time from their lists and histories. */
class AppointmentFiguresTest extends BookingScene {

    private static final TimeRange ALL = TimeRange.starting(TestClock.START, Duration.ofDays(30));
    private static final Set<Status> EVERY = EnumSet.complementOf(EnumSet.of(Status.DELETED));

    @Autowired
    AppointmentFigures figures;

    private AppointmentType instantly;
    private AppointmentType onApproval;
    private DoctorId doctor;

    /** What is drawn for a visit. */
    private enum Fate {
        LEFT,
        DECLINED,
        MOVED,
        CANCELLED,
        CANCELLED_LATE,
        COMPLETED,
        MISSED,
        DELETED
    }

    @BeforeEach
    void aDoctorWithTwoKindsOfVisits() {
        instantly = clinic.instantType(30);
        onApproval = clinic.typeToApprove(15);
        doctor = clinic.doctor(london.id(), "08:00", "18:00", instantly.id(), onApproval.id());
    }

    @Test
    void theyAgreeWithTheListsAndHistoriesOfADrawnFortnight() {
        Location paris = clinic.location("Europe/Paris");
        DoctorId there = clinic.doctor(paris.id(), "08:00", "18:00", instantly.id(), onApproval.id());
        draw(new Random(20261123), List.of(Map.entry(doctor, london.id()), Map.entry(there, paris.id())), 120);

        for (LocationId place : List.of(london.id(), paris.id())) {
            List<AppointmentView> listed = appointments.appointments(clinic.admin(), filter(EVERY, place, null));
            List<Tally> tallies = figures.tallies(clinic.admin(), ALL, place);

            assertThat(listed).hasSizeGreaterThan(30);
            assertThat(tallies).hasSize(2);
            for (Tally tally : tallies) {
                assertThat(tally.counts())
                        .isEqualTo(counted(listed.stream()
                                .filter(view -> view.doctor().equals(tally.doctor())
                                        && view.type().equals(tally.type()))
                                .toList()));
            }
            assertThat(figures.perDay(clinic.admin(), ALL, london.zone(), place))
                    .isSortedAccordingTo(Comparator.comparing(OnDate::date))
                    .containsExactlyInAnyOrderElementsOf(perDay(listed));
        }
    }

    @Test
    void aListNarrowedByAMarkNamesAsManyAsAreCounted() {
        draw(new Random(7), List.of(Map.entry(doctor, london.id())), 60);
        clock.advance(Duration.ofHours(1));

        Counts all = figures.tallies(clinic.admin(), ALL, london.id()).stream()
                .map(Tally::counts)
                .reduce(Counts.NONE, Counts::plus);

        assertThat(listed(Mark.BOOKED_ONLINE)).isEqualTo(all.online()).isPositive();
        assertThat(listed(Mark.BOOKED_BY_STAFF))
                .isEqualTo(all.all() - all.online())
                .isPositive();
        assertThat(listed(Mark.CANCELLED_LATE)).isEqualTo(all.cancelledLate()).isPositive();
        assertThat(listed(Mark.WAITING_LONG))
                .isEqualTo(figures.waiting(clinic.admin(), london.id()).longer());
    }

    @Test
    void whatWaitsIsToldByItsOldestAndItsMiddle() {
        assertThat(figures.waiting(clinic.admin(), london.id()))
                .isEqualTo(new AppointmentFigures.Waiting(0, 0, List.of(0, 0, 0, 0, 0, 0), null, null));
        ask(TestClock.START.plus(Duration.ofDays(6)));
        clock.advance(Duration.ofHours(3));
        ask(TestClock.START.plus(Duration.ofDays(5)));
        clock.advance(Duration.ofMinutes(59));
        ask(TestClock.START.plus(Duration.ofDays(4)));

        assertThat(figures.waiting(clinic.admin(), london.id()).longer())
                .as("a minute before four hours")
                .isZero();
        clock.advance(Duration.ofMinutes(1));

        assertThat(figures.waiting(clinic.admin(), london.id()))
                .isEqualTo(new AppointmentFigures.Waiting(
                        3, 1, List.of(1, 1, 0, 1, 0, 0), Duration.ofHours(4), Duration.ofHours(1)));
        ask(TestClock.START.plus(Duration.ofDays(7)));
        assertThat(figures.waiting(clinic.admin(), london.id()).median())
                .as("between the two in the middle")
                .isEqualTo(Duration.ofSeconds(30 * 60 + 30));
    }

    @Test
    void whatIsBookedFillsItsHoursOnTheClockOfItsPlace() {
        Location kolkata = clinic.location("Asia/Kolkata");
        AppointmentType longer = clinic.instantType(40);
        DoctorId here = clinic.doctor(london.id(), "08:00", "18:00", longer.id());
        DoctorId there = clinic.doctor(kolkata.id(), "08:00", "18:00", longer.id());
        book(here, london.id(), longer, "2026-11-24T08:40:00Z");
        AppointmentView off = book(here, london.id(), longer, "2026-11-25T08:40:00Z");
        done(appointments.cancel(clinic.admin(), off.id(), Change.because("Rang")));
        book(here, london.id(), longer, "2026-12-01T08:00:00Z");
        book(there, kolkata.id(), longer, "2026-11-24T03:10:00Z");

        assertThat(figures.perHour(clinic.admin(), ALL, london.id()))
                .as("two Tuesdays, and a visit from 08:40 to 09:20")
                .containsExactlyInAnyOrder(
                        new Busy(DayOfWeek.TUESDAY, 8, Duration.ofMinutes(20 + 40)),
                        new Busy(DayOfWeek.TUESDAY, 9, Duration.ofMinutes(20)));
        assertThat(figures.perHour(clinic.admin(), ALL, kolkata.id()))
                .as("from 08:40 to 09:20 there, where the hour begins with half an hour of ours")
                .containsExactlyInAnyOrder(
                        new Busy(DayOfWeek.TUESDAY, 8, Duration.ofMinutes(20)),
                        new Busy(DayOfWeek.TUESDAY, 9, Duration.ofMinutes(20)));
    }

    @Test
    void aRequestWaitsAtTheEndOfEachDayUntilItIsAnswered() {
        ask(TestClock.START.plus(Duration.ofDays(8)));
        clock.advance(Duration.ofDays(1));
        AppointmentView second = ask(TestClock.START.plus(Duration.ofDays(9)));
        AppointmentView mistaken = ask(TestClock.START.plus(Duration.ofDays(10)));
        clock.advance(Duration.ofDays(1));
        done(appointments.approve(clinic.admin(), second.id(), Change.anyVersion()));
        done(appointments.takeBackAnswer(clinic.admin(), second.id(), Change.anyVersion()));
        done(appointments.delete(clinic.admin(), mistaken.id(), Change.because("Entered twice")));
        clock.advance(Duration.ofHours(20));
        done(appointments.approve(clinic.admin(), second.id(), Change.anyVersion()));
        TimeRange days = new TimeRange(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-27T00:00:00Z"));

        assertThat(figures.waitingPerDay(clinic.admin(), days, london.zone(), london.id()))
                .containsExactly(
                        new WaitingAfter(LocalDate.parse("2026-11-22"), 0),
                        new WaitingAfter(LocalDate.parse("2026-11-23"), 1),
                        new WaitingAfter(LocalDate.parse("2026-11-24"), 2),
                        new WaitingAfter(LocalDate.parse("2026-11-25"), 2),
                        new WaitingAfter(LocalDate.parse("2026-11-26"), 1));
    }

    @Test
    void ratesOfNothingAreNotZero() {
        assertThat(Counts.NONE.noShowRate()).isNull();
        assertThat(Counts.NONE.onlineShare()).isNull();
        assertThat(Counts.NONE.utilisation(Duration.ZERO)).isNull();
        var some = new Counts(10, 8, Duration.ofHours(6), 8, 1, 7, 1);
        assertThat(some.noShowRate()).isEqualTo(12.5);
        assertThat(some.onlineShare()).isEqualTo(70.0);
        assertThat(some.utilisation(Duration.ofHours(8))).isEqualTo(75.0);
    }

    @Test
    void theyAreForAdminsAlone() {
        for (Actor other : List.of(clinic.visitor(), clinic.as(clinic.patient()), clinic.as(doctor))) {
            assertThatThrownBy(() -> figures.tallies(other, ALL, null)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> figures.perDay(other, ALL, london.zone(), null))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> figures.waiting(other, null)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> figures.perHour(other, ALL, null)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> figures.waitingPerDay(other, ALL, london.zone(), null))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> availability.openTime(other, List.of(doctor), null, ALL))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> availability.thirdNext(other, instantly.id(), null))
                    .isInstanceOf(NotFound.class);
        }
    }

    @Test
    void neitherVisitsNorDoctorsNorDaysAddStatements() {
        long before = statements();
        draw(new Random(3), List.of(Map.entry(doctor, london.id())), 40);
        for (int i = 0; i < 5; i++) {
            clinic.doctor(london.id(), "09:00", "12:00", instantly.id());
        }

        assertThat(before).isPositive().isLessThan(20);
        assertThat(statements()).isEqualTo(before);
    }

    private long statements() {
        Collection<DoctorId> doctors = directory.doctors(clinic.admin(), null, london.id(), null).stream()
                .map(found -> found.id())
                .toList();
        Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var seen = new ListAppender<ILoggingEvent>();
        statements.setLevel(Level.DEBUG);
        seen.start();
        statements.addAppender(seen);
        try {
            Actor admin = clinic.admin();
            figures.tallies(admin, ALL, london.id());
            figures.perDay(admin, ALL, london.zone(), london.id());
            figures.waiting(admin, london.id());
            figures.perHour(admin, ALL, london.id());
            figures.waitingPerDay(admin, ALL, london.zone(), london.id());
            availability.openTime(admin, doctors, london.id(), ALL);
            availability.thirdNext(admin, instantly.id(), london.id());
        } finally {
            statements.detachAppender(seen);
            statements.setLevel(null);
        }
        return seen.list.stream()
                .filter(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .filter(event -> event.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }

    /** Visits of both kinds, by patients and by the clinic, and what becomes of each in its time. */
    private void draw(Random random, List<Map.Entry<DoctorId, LocationId>> doctors, int visits) {
        List<AppointmentView> made = new ArrayList<>();
        for (int n = 0; n < visits; n++) {
            var with = doctors.get(n % doctors.size());
            AppointmentType type = random.nextBoolean() ? instantly : onApproval;
            PatientId patient = clinic.patient();
            boolean himself = random.nextInt(3) > 0;
            Instant start =
                    TestClock.START.plus(Duration.ofDays(2 + n % 12)).plus(Duration.ofMinutes(30L * (1 + n / 12)));
            made.add(done(appointments.book(
                    himself ? clinic.as(patient) : clinic.admin(),
                    new Booking(
                            himself ? null : patient,
                            with.getKey(),
                            with.getValue(),
                            type.id(),
                            start,
                            null,
                            null,
                            null))));
        }
        made.sort(Comparator.comparing(view -> view.during().start()));
        for (AppointmentView view : made) {
            meets(view, Fate.values()[random.nextInt(Fate.values().length)]);
        }
    }

    private void meets(AppointmentView view, Fate fate) {
        Actor admin = clinic.admin();
        AppointmentId id = view.id();
        Instant start = view.during().start();
        if (view.status() == Status.PENDING && fate != Fate.LEFT && fate != Fate.DECLINED) {
            done(appointments.approve(admin, id, Change.anyVersion()));
        }
        switch (fate) {
            case LEFT -> {}
            case DECLINED -> {
                if (view.status() == Status.PENDING) {
                    done(appointments.reject(admin, id, Change.because("Not here")));
                }
            }
            case MOVED ->
                done(appointments.move(
                        admin,
                        id,
                        new Move(start.plus(Duration.ofDays(14)), null, null, null),
                        Change.because("Leave")));
            case CANCELLED -> done(appointments.cancel(admin, id, Change.because("Rang")));
            case CANCELLED_LATE ->
                at(start.minus(Duration.ofHours(2)), () -> appointments.cancel(admin, id, Change.because("Rang")));
            case COMPLETED ->
                at(start.plus(Duration.ofMinutes(20)), () -> appointments.complete(admin, id, Change.anyVersion()));
            case MISSED ->
                at(start.plus(Duration.ofHours(2)), () -> appointments.markNoShow(admin, id, Change.anyVersion()));
            case DELETED -> done(appointments.delete(admin, id, Change.because("Entered twice")));
        }
    }

    private void at(Instant instant, java.util.function.Supplier<BookingOutcome> step) {
        clock.set(instant);
        assertThat(step.get()).isInstanceOf(Done.class);
        clock.reset();
    }

    private AppointmentView ask(Instant start) {
        PatientId patient = clinic.patient();
        return done(appointments.book(
                clinic.as(patient),
                new Booking(
                        null,
                        doctor,
                        london.id(),
                        onApproval.id(),
                        start.plus(Duration.ofHours(1)),
                        null,
                        null,
                        null)));
    }

    private AppointmentView book(DoctorId with, LocationId place, AppointmentType type, String start) {
        return done(appointments.book(
                clinic.as(clinic.patient()),
                new Booking(null, with, place, type.id(), Instant.parse(start), null, null, null)));
    }

    private int listed(Mark mark) {
        List<AppointmentView> listed = appointments.appointments(clinic.admin(), filter(EVERY, london.id(), mark));
        Map<Status, Integer> counts = appointments.counts(clinic.admin(), filter(EVERY, london.id(), mark));
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(listed.size());
        return listed.size();
    }

    private static Filter filter(Set<Status> statuses, LocationId place, @Nullable Mark mark) {
        return new Filter(statuses, ALL.start(), ALL.end(), null, null, place, mark, false, null, 500);
    }

    private Counts counted(List<AppointmentView> views) {
        int taking = 0;
        Duration booked = Duration.ZERO;
        int due = 0;
        int missed = 0;
        int online = 0;
        int late = 0;
        for (AppointmentView view : views) {
            List<Transition> history = appointments.history(clinic.admin(), view.id());
            if (view.status() != Status.REJECTED && view.status() != Status.CANCELLED) {
                taking++;
                booked = booked.plus(view.during().length());
                due += view.status() == Status.PENDING ? 0 : 1;
            }
            missed += view.status() == Status.NO_SHOW ? 1 : 0;
            online += history.getFirst().byRole() == Role.PATIENT ? 1 : 0;
            late += view.status() == Status.CANCELLED
                            && Duration.between(
                                                    history.getLast().at(),
                                                    view.during().start())
                                            .compareTo(Duration.ofHours(24))
                                    < 0
                    ? 1
                    : 0;
        }
        return new Counts(views.size(), taking, booked, due, missed, online, late);
    }

    private List<OnDate> perDay(List<AppointmentView> views) {
        return views.stream()
                .collect(Collectors.groupingBy(
                        view -> LocalDate.ofInstant(view.during().start(), london.zone()),
                        Collectors.groupingBy(AppointmentView::status)))
                .entrySet()
                .stream()
                .flatMap(day -> day.getValue().entrySet().stream()
                        .map(status -> new OnDate(day.getKey(), status.getKey(), counted(status.getValue()))))
                .toList();
    }
}
