package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.domain.Lifecycle;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.patients.PatientId;
import clinic.platform.SystemAct;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;
import clinic.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;

/** Every state, step and role: what the table allows happens, everything else changes nothing, by whatever path. */
class EveryStepTest extends BookingScene {

    private static final Instant FIRST = TestClock.START.plus(Duration.ofDays(5));
    private static final Set<Role> PEOPLE = EnumSet.of(Role.PATIENT, Role.DOCTOR, Role.ADMIN);

    /** A state an appointment can be in, with whose answer a moved one waits for. */
    private enum In {
        PENDING,
        APPROVED,
        REJECTED,
        MOVED_BY_PATIENT,
        MOVED_BY_DOCTOR,
        COMPLETED,
        CANCELLED,
        NO_SHOW,
        DELETED;

        Status status() {
            return this == MOVED_BY_PATIENT || this == MOVED_BY_DOCTOR ? Status.RESCHEDULED : Status.valueOf(name());
        }

        @Nullable Party awaiting() {
            return switch (this) {
                case PENDING, MOVED_BY_PATIENT -> Party.DOCTOR;
                case MOVED_BY_DOCTOR -> Party.PATIENT;
                default -> null;
            };
        }
    }

    private AppointmentType onApproval;
    private AppointmentType instantly;
    private DoctorId doctor;
    private PatientId patient;
    private Instant free = FIRST;

    @BeforeEach
    void aClinicThatLetsPatientsMoveUntilTheLastMoment() {
        onApproval = clinic.typeToApprove(15);
        instantly = clinic.instantType(15);
        for (AppointmentType type : List.of(onApproval, instantly)) {
            directory.changePolicy(
                    clinic.admin(),
                    PolicyScope.of(type.id()),
                    Map.of(
                            PolicyRule.CANCEL_CUT_OFF, 0,
                            PolicyRule.MOVE_LIMIT, 100,
                            PolicyRule.LEAD_TIME, 0,
                            PolicyRule.REQUEST_EXPIRY, 43_200,
                            PolicyRule.MAX_OPEN_PER_PATIENT, 1000,
                            PolicyRule.MAX_PER_PATIENT_PER_DAY, 100));
        }
        doctor = clinic.doctor(london.id(), "00:00", "23:45", onApproval.id(), instantly.id());
        patient = clinic.patient();
    }

    @ParameterizedTest
    @EnumSource(In.class)
    void exactlyTheStepsOfTheTableAreTaken(In in) {
        List<String> allowed = new ArrayList<>();
        for (Step step : Step.values()) {
            for (Role role : PEOPLE) {
                if (step == Step.EXPIRE) {
                    continue;
                }
                clock.reset();
                AppointmentView before = appointmentThatIs(in);
                boolean mustHaveBegun = step == Step.COMPLETE || step == Step.MARK_NO_SHOW || step == Step.BEGIN_VISIT;
                clock.set(
                        mustHaveBegun
                                ? before.during().start().plus(Duration.ofHours(1))
                                : before.during().start().minus(Duration.ofHours(11)));
                if (step == Step.TAKE_BACK_ANSWER && in == In.APPROVED) {
                    before = answered();
                }
                if (step == Step.TAKE_BACK_ANSWER && (in == In.APPROVED || in == In.REJECTED)) {
                    clock.reset();
                }
                if (step == Step.TAKE_BACK_ARRIVAL && in.status().isOpen() && in != In.PENDING) {
                    appointments.arrive(clinic.as(doctor), before.id(), Change.anyVersion());
                }

                boolean done = isDone(step, role, before);

                boolean inTable = in != In.DELETED
                        && Lifecycle.next(in.status(), in.awaiting(), step, role)
                                .isPresent();
                assertThat(done).as("%s %s by %s", in, step, role).isEqualTo(inTable);
                if (done) {
                    allowed.add(step + " " + role);
                } else if (in != In.DELETED) {
                    AppointmentView after = appointments.appointment(clinic.admin(), before.id());
                    assertThat(after.version()).isEqualTo(before.version());
                    assertThat(after.status()).isEqualTo(before.status());
                }
            }
        }
        assertThat(allowed.isEmpty())
                .as("what can be done from %s: %s", in, allowed)
                .isEqualTo(in == In.DELETED);
    }

    @Test
    void noOtherStepIsWrittenByRawSqlWhoeverWrites() {
        for (In in : In.values()) {
            clock.reset();
            AppointmentView appointment = appointmentThatIs(in);
            for (Status to : Status.values()) {
                for (Role role : List.of(Role.PATIENT, Role.DOCTOR, Role.ADMIN, Role.SYSTEM)) {
                    boolean inTable = Lifecycle.ROWS.stream()
                            .anyMatch(row -> row.from() == in.status()
                                    && row.to() == to
                                    && row.by().contains(role));
                    if (!inTable) {
                        assertThat(isWritten(as(role), appointment, to))
                                .as("%s to %s by %s", in, to, role)
                                .isFalse();
                    }
                }
            }
        }
    }

    private boolean isWritten(Actor by, AppointmentView appointment, Status to) {
        int next = appointment.version() + 1;
        try {
            transactions.as(by, () -> {
                jdbc.sql("""
                                insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role,
                                  reason, old_start, new_start)
                                values (:id, :number, :from, :to, :at, :by, :role, 'By hand',
                                  case when :to = 'RESCHEDULED' then cast(:at as timestamptz) end,
                                  case when :to = 'RESCHEDULED' then cast(:at as timestamptz) end)
                                """)
                        .param("id", appointment.id().value())
                        .param("number", next)
                        .param("from", appointment.status().name())
                        .param("to", to.name())
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("by", by.id())
                        .param("role", by.role().name())
                        .update();
                int rows = jdbc.sql("""
                                update appointment set status = :to, version = :next, transitions = :next, expires_at = null,
                                  awaiting = case when :to in ('PENDING', 'RESCHEDULED') then 'DOCTOR' end
                                where id = :id
                                """)
                        .param("to", to.name())
                        .param("next", next)
                        .param("id", appointment.id().value())
                        .update();
                return rows;
            });
        } catch (DataAccessException | org.springframework.transaction.TransactionException refused) {
            return false;
        }
        return jdbcStatus(appointment.id()) == to;
    }

    private Status jdbcStatus(AppointmentId id) {
        return transactions.as(
                clinic.admin(),
                () -> Status.valueOf(jdbc.sql("select status from appointment where id = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .single()));
    }

    private boolean isDone(Step step, Role role, AppointmentView on) {
        Change change = Change.because("As the table says");
        Actor by = as(role);
        AppointmentId id = on.id();
        try {
            BookingOutcome outcome = switch (step) {
                case APPROVE -> appointments.approve(by, id, change);
                case REJECT -> appointments.reject(by, id, change);
                case MOVE -> appointments.move(by, id, new Move(next(), null, null, null), change);
                case TAKE_BACK_ANSWER -> appointments.takeBackAnswer(by, id, change);
                case ACCEPT -> appointments.accept(by, id, change);
                case CANCEL -> appointments.cancel(by, id, change);
                case COMPLETE -> appointments.complete(by, id, change);
                case MARK_NO_SHOW -> appointments.markNoShow(by, id, change);
                case ARRIVE -> appointments.arrive(by, id, change);
                case TAKE_BACK_ARRIVAL -> appointments.takeBackArrival(by, id, change);
                case BEGIN_VISIT -> appointments.beginVisit(by, id, change);
                case CORRECT ->
                    appointments.correct(
                            by, id, on.status() == Status.COMPLETED ? Status.NO_SHOW : Status.COMPLETED, change);
                case DELETE -> appointments.delete(by, id, change);
                case EXPIRE -> throw new IllegalArgumentException("Nobody takes it but the clock");
            };
            return outcome instanceof Done;
        } catch (NotFound notFound) {
            return false;
        }
    }

    /** Asked for and approved; what was booked without asking has no answer to take back. */
    private AppointmentView answered() {
        AppointmentView asked = appointmentThatIs(In.PENDING);
        return done(appointments.approve(clinic.as(doctor), asked.id(), Change.anyVersion()));
    }

    private AppointmentView appointmentThatIs(In in) {
        boolean asks = in == In.PENDING || in == In.REJECTED || in == In.MOVED_BY_PATIENT;
        AppointmentView fresh = done(appointments.book(
                clinic.as(patient),
                new Booking(
                        null, doctor, london.id(), (asks ? onApproval : instantly).id(), next(), null, null, null)));
        Actor staff = clinic.as(doctor);
        Instant later = fresh.during().start().plus(Duration.ofHours(1));
        return switch (in) {
            case PENDING, APPROVED -> fresh;
            case REJECTED -> done(appointments.reject(staff, fresh.id(), Change.because("Full")));
            case MOVED_BY_PATIENT ->
                done(appointments.move(
                        clinic.as(patient), fresh.id(), new Move(next(), null, null, null), Change.anyVersion()));
            case MOVED_BY_DOCTOR ->
                done(appointments.move(staff, fresh.id(), new Move(next(), null, null, null), Change.because("Away")));
            case CANCELLED -> done(appointments.cancel(staff, fresh.id(), Change.because("Away")));
            case DELETED -> done(appointments.delete(clinic.admin(), fresh.id(), Change.because("Twice")));
            case COMPLETED -> {
                clock.set(later);
                yield done(appointments.complete(staff, fresh.id(), Change.anyVersion()));
            }
            case NO_SHOW -> {
                clock.set(later);
                yield done(appointments.markNoShow(staff, fresh.id(), Change.anyVersion()));
            }
        };
    }

    /** Fifteen minutes after the last one that was used, on the doctor's grid. */
    private Instant next() {
        Instant next = free;
        free = free.plus(Duration.ofMinutes(15));
        if (free.atZone(london.zone()).getHour() == 23) {
            free = free.plus(Duration.ofHours(1));
        }
        return next;
    }

    private Actor as(Role role) {
        return switch (role) {
            case PATIENT -> clinic.as(patient);
            case DOCTOR -> clinic.as(doctor);
            case ADMIN -> clinic.admin();
            default -> SystemAct.actor();
        };
    }
}
