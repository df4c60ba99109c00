package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Explanation;
import clinic.availability.NotBookable;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.ClosureId;
import clinic.directory.Directory.NewType;
import clinic.directory.DoctorId;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import clinic.testing.SampleClinic;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a time was not offered can still be told when what stood against it has long been changed. */
class AskedLaterTest extends BookingScene {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant TEN = Instant.parse("2026-12-03T10:00:00Z");

    private AppointmentType type;
    private DoctorId doctor;
    private Actor admin;

    @BeforeEach
    void aDoctorWhoWorksFromNineToTwelve() {
        type = clinic.type(30, 0, 0, true, true);
        directory.addRoom(clinic.admin(), london.id(), "One");
        doctor = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        admin = clinic.admin();
    }

    @Test
    void eachThingThatStoodAgainstATimeIsStillNamedAfterItIsGone() {
        Map<Instant, @Nullable NotBookable> asked = new LinkedHashMap<>();
        asked.put(step(), null);

        availability.setPatterns(admin, doctor, SampleClinic.everyDay(london.id(), "10:30", "12:00", null), false);
        asked.put(step(), NotBookable.OUTSIDE_HOURS);
        availability.setPatterns(admin, doctor, SampleClinic.everyDay(london.id(), "09:00", "12:00", null), false);
        asked.put(step(), null);

        UUID away = availability
                .addAbsence(admin, doctor, TimeRange.starting(TEN, HOUR), "Not kept for later", false)
                .result()
                .id();
        asked.put(step(), NotBookable.DOCTOR_ABSENT);
        availability.removeAbsence(admin, doctor, away, false);
        asked.put(step(), null);

        UUID off = availability
                .addException(admin, doctor, london.id(), LocalDate.of(2026, 12, 3), null, false)
                .result()
                .id();
        asked.put(step(), NotBookable.OUTSIDE_HOURS);
        availability.removeException(admin, doctor, off, false);
        asked.put(step(), null);

        ClosureId shut = availability
                .addClosure(admin, london.id(), TimeRange.starting(TEN, HOUR), "Water", false)
                .result()
                .id();
        asked.put(step(), NotBookable.CLOSED);
        availability.removeClosure(admin, shut);
        asked.put(step(), null);

        directory.changePolicy(admin, PolicyScope.of(doctor), Map.of(PolicyRule.LEAD_TIME, 43_200));
        asked.put(step(), NotBookable.TOO_SOON);
        directory.changePolicy(admin, PolicyScope.of(doctor), Map.of(PolicyRule.LEAD_TIME, 43_100));
        directory.changePolicy(admin, PolicyScope.of(doctor), Map.of());
        asked.put(step(), null);

        availability.setOffers(admin, doctor, List.of(), false);
        asked.put(step(), NotBookable.NOT_OFFERED);
        availability.setOffers(
                admin,
                doctor,
                List.of(new clinic.directory.Offer(doctor, type.id(), null, null, null, null, null)),
                false);
        asked.put(step(), null);

        change(type, 40);
        asked.put(step(), NotBookable.OFF_GRID);
        change(type, 30);
        asked.put(step(), null);

        Done done = (Done) appointments.book(
                admin, new Booking(clinic.patient(), doctor, london.id(), type.id(), TEN, null, null, null));
        asked.put(step(), NotBookable.SLOT_TAKEN);
        appointments.cancel(admin, done.appointment().id(), Change.because("No more"));
        asked.put(step(), null);

        List<String> answers = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        asked.forEach((asOf, reason) -> {
            expected.add(asOf + " " + reason);
            answers.add(asOf + " " + firstBroken(asOf));
        });
        assertThat(answers).isEqualTo(expected);
        assertThat(firstBroken(null)).isNull();
    }

    @Test
    void whatIsKeptForLaterSaysNeitherWhyNorWhose() {
        UUID away = availability
                .addAbsence(admin, doctor, TimeRange.starting(TEN, HOUR), "Planted reason", false)
                .result()
                .id();
        step();
        availability.removeAbsence(admin, doctor, away, false);
        Done done = (Done) appointments.book(
                admin, new Booking(clinic.patient(), doctor, london.id(), type.id(), TEN, null, null, null));
        step();
        appointments.cancel(admin, done.appointment().id(), Change.because("No more"));

        assertThat(transactions.as(
                        admin,
                        () -> jdbc.sql("select record::text from schedule_past where doctor_id = :doctor")
                                .param("doctor", doctor.value())
                                .query(String.class)
                                .list()))
                .isNotEmpty()
                .noneMatch(kept -> kept.contains("Planted")
                        || kept.contains(done.appointment().id().value().toString())
                        || kept.contains(done.appointment().patient().value().toString()));
    }

    @Test
    void nobodyAsksHowItWillHaveBeen() {
        assertThatThrownBy(() -> explain(clock.instant().plusSeconds(1))).isInstanceOf(Invalid.class);
    }

    /** An hour passes; answers with an instant within it. */
    private Instant step() {
        Instant now = clock.instant();
        clock.set(now.plus(HOUR));
        return now.plus(HOUR.dividedBy(2));
    }

    private void change(AppointmentType was, int step) {
        directory.changeType(
                admin,
                was.id(),
                new NewType(
                        was.name(),
                        was.durations(),
                        was.bufferBefore(),
                        was.bufferAfter(),
                        was.instant(),
                        was.roomRequired(),
                        Duration.ofMinutes(step)));
    }

    private @Nullable NotBookable firstBroken(@Nullable Instant asOf) {
        return explain(asOf).rules().stream()
                .filter(rule -> !rule.passed())
                .map(Explanation.Rule::code)
                .findFirst()
                .orElse(null);
    }

    private Explanation explain(@Nullable Instant asOf) {
        return availability.explain(
                clinic.as(doctor),
                new SlotQuery(
                        type.id(), doctor, london.id(), null, null, TimeRange.starting(TEN, Duration.ofMinutes(1)), 1),
                asOf);
    }
}
