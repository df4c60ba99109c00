package clinic.booking;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.NotBookable;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What the clinic may do outside hours and policy, and what the policy of a type and a doctor changes. */
class OverrideTest extends BookingScene {

    private static final Instant NINE = Instant.parse("2026-11-26T09:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-11-26T19:03:00Z");

    private AppointmentType type;
    private DoctorId doctor;
    private Actor admin;

    @BeforeEach
    void aDoctorWhoWorksFromNineToTwelve() {
        type = clinic.type(30, 0, 15, true, false);
        doctor = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        admin = clinic.admin();
    }

    @Test
    void anAdminBooksOutsideHoursWithAReasonThatTheHistoryKeeps() {
        assertThat(reason(book(admin, EVENING, null))).isEqualTo(NotBookable.OUTSIDE_HOURS);

        Done done = (Done) book(admin, EVENING, "Comes from far away");

        assertThat(appointments
                        .history(admin, done.appointment().id())
                        .getFirst()
                        .overrideReason())
                .isEqualTo("Comes from far away");
        assertThat(jdbcAs(admin, """
                        select after ->> 'override_reason' from audit_entry
                        where kind = 'transition' and record_id = '%s'
                        """.formatted(done.appointment().id().value())))
                .allSatisfy(shown -> assertThat(shown).startsWith("\\x01"));
    }

    @Test
    void nobodyElseGoesOutside() {
        PatientId patient = clinic.patient();
        for (Actor other : List.of(clinic.as(patient), clinic.as(doctor))) {
            assertThatThrownBy(() -> appointments.book(
                            other, booking(other.is(Actor.Role.PATIENT) ? null : patient, EVENING, "Because")))
                    .isInstanceOf(Invalid.class)
                    .extracting(e -> ((Invalid) e).problems().getFirst().field())
                    .isEqualTo("override");
        }
    }

    @Test
    void theGapCanBeWaivedAndTakenTimeCannot() {
        book(admin, NINE, null);
        Instant rightAfter = NINE.plus(Duration.ofMinutes(30));
        assertThat(reason(book(admin, rightAfter, null))).isEqualTo(NotBookable.OFF_GRID);
        assertThat(reason(book(admin, rightAfter.minusSeconds(60), "Urgent"))).isEqualTo(NotBookable.SLOT_TAKEN);

        Done squeezed = (Done) book(admin, rightAfter, "Urgent");
        appointments.cancel(admin, squeezed.appointment().id(), Change.because("Better again"));

        assertThat(listed()).as("the first visit keeps its gap").doesNotContain(rightAfter);
    }

    @Test
    void whoIsPutIntoOneGapKeepsTheOther() {
        book(admin, NINE, null);
        book(admin, NINE.plus(Duration.ofMinutes(30)), "Urgent");

        assertThat(listed()).isNotEmpty().doesNotContain(NINE.plus(Duration.ofMinutes(60)));
        assertThat(reason(book(admin, NINE.plus(Duration.ofMinutes(60)), null)))
                .isIn(NotBookable.OFF_GRID, NotBookable.BUFFER);
        assertThat(((TimeRefused) book(admin, NINE.plus(Duration.ofMinutes(50)), "Urgent")).reason())
                .isEqualTo(NotBookable.SLOT_TAKEN);
    }

    @Test
    void aDoctorBooksNoPatientPastTheLimitsOfAllDoctors() {
        directory.changePolicy(admin, PolicyScope.of(type.id()), Map.of(PolicyRule.MAX_PER_PATIENT_PER_DAY, 1));
        DoctorId second = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        PatientId patient = clinic.patient();
        appointments.book(admin, booking(patient, NINE, null));
        appointments.book(
                admin,
                new Booking(patient, second, london.id(), type.id(), NINE.plus(Duration.ofDays(1)), null, null, null));

        BookingOutcome outcome = appointments.book(
                clinic.as(second),
                new Booking(
                        patient, second, london.id(), type.id(), NINE.plus(Duration.ofMinutes(45)), null, null, null));
        assertThat(reason(outcome)).isEqualTo(NotBookable.LIMIT_REACHED);
    }

    @Test
    void aLengthThatIsNotOfferedIsNotSearchedFor() {
        assertThat(availability.freeTimes(
                        clinic.visitor(),
                        new SlotQuery(
                                type.id(),
                                doctor,
                                london.id(),
                                Duration.ofMinutes(1),
                                null,
                                TimeRange.starting(NINE, Duration.ofDays(90)),
                                100)))
                .isEmpty();
    }

    @Test
    void ofManyWhoSqueezeInAtOnceOneDoes() throws Exception {
        book(admin, NINE, null);
        Instant rightAfter = NINE.plus(Duration.ofMinutes(30));
        List<PatientId> racers =
                IntStream.range(0, 32).mapToObj(i -> clinic.patient()).toList();
        List<Object> outcomes = atOnce(racers.stream()
                .map(patient ->
                        (Callable<Object>) () -> appointments.book(admin, booking(patient, rightAfter, "Urgent")))
                .toList());

        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(TimeRefused.class::isInstance).hasSize(31);
    }

    @Test
    void bySqlOnlyAnAdminWaivesAGapAndNobodyTakesWhatIsTaken() {
        Done done = (Done) book(admin, NINE, null);
        PatientId patient = clinic.patient();
        for (Actor other : List.of(clinic.as(patient), clinic.as(doctor))) {
            assertThatThrownBy(() -> squeeze(other, patient, NINE.plus(Duration.ofMinutes(30))))
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("row-level security");
        }
        assertThatThrownBy(() ->
                        squeeze(admin, patient, done.appointment().during().start()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("doctor_is_free");
        squeeze(admin, patient, NINE.plus(Duration.ofMinutes(30)));
    }

    @Test
    void anAdminMovesOutsideHours() {
        Done done = (Done) book(admin, NINE, null);

        Done moved = (Done) appointments.move(
                admin,
                done.appointment().id(),
                new Move(EVENING, null, null, null, "The doctor stays longer"),
                Change.anyVersion());

        assertThat(moved.appointment().during().start()).isEqualTo(EVENING);
        assertThat(appointments
                        .history(admin, done.appointment().id())
                        .getLast()
                        .overrideReason())
                .isEqualTo("The doctor stays longer");
    }

    @Test
    void aDoctorWhoSeesOneADayHasNoTimeLeftOnThatDayAlone() {
        directory.changePolicy(admin, PolicyScope.of(doctor), Map.of(PolicyRule.MAX_PER_DOCTOR_PER_DAY, 1));
        book(admin, NINE, null);

        assertThat(listed()).isEmpty();
        assertThat(reason(book(admin, NINE.plus(Duration.ofMinutes(90)), null))).isEqualTo(NotBookable.LIMIT_REACHED);
        assertThat(book(admin, NINE.plus(Duration.ofDays(1)), null)).isInstanceOf(Done.class);
    }

    @Test
    void twoWhoRaceForTheLastVisitOfADoctorsDayGetOne() throws Exception {
        directory.changePolicy(admin, PolicyScope.of(doctor), Map.of(PolicyRule.MAX_PER_DOCTOR_PER_DAY, 1));
        List<PatientId> racers = List.of(clinic.patient(), clinic.patient());
        List<Object> outcomes = atOnce(IntStream.range(0, 2)
                .mapToObj(i -> (Callable<Object>) () ->
                        appointments.book(admin, booking(racers.get(i), NINE.plus(Duration.ofMinutes(45L * i)), null)))
                .toList());

        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(TimeRefused.class::isInstance)
                .extracting(refused -> ((TimeRefused) refused).reason())
                .containsExactly(NotBookable.LIMIT_REACHED);
    }

    @Test
    void whoAsksForAnybodyGetsWhoIsBookedLeastThatDay() {
        DoctorId second = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        DoctorId third = clinic.doctor(london.id(), "09:00", "12:00", type.id());
        Set<DoctorId> had = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Booking anybody = new Booking(
                    clinic.patient(),
                    null,
                    london.id(),
                    type.id(),
                    NINE.plus(Duration.ofMinutes(45L * i)),
                    null,
                    null,
                    null);
            had.add(((Done) appointments.book(admin, anybody)).appointment().doctor());
        }
        assertThat(had).containsExactlyInAnyOrder(doctor, second, third);
    }

    @Test
    void ofDoctorsWhoAreEquallyFreeNotTheSameOneComesFirstAtEveryStart() {
        for (int i = 0; i < 4; i++) {
            clinic.doctor(london.id(), "09:00", "12:00", type.id());
        }
        Map<Instant, DoctorId> firsts = new LinkedHashMap<>();
        availability
                .freeTimes(
                        clinic.visitor(),
                        new SlotQuery(
                                type.id(),
                                null,
                                london.id(),
                                null,
                                null,
                                TimeRange.starting(NINE, Duration.ofDays(8)),
                                2000))
                .forEach(slot -> firsts.putIfAbsent(slot.during().start(), slot.doctor()));

        assertThat(firsts).hasSizeGreaterThan(20);
        assertThat(new HashSet<>(firsts.values())).hasSizeGreaterThan(1);
    }

    private void squeeze(Actor actor, PatientId patient, Instant start) {
        UUID claim = UUID.randomUUID();
        transactions.as(actor, () -> {
            jdbc.sql("""
                            insert into patient_time (claim_id, patient_id, start_at, end_at)
                            values (:claim, :patient, cast(:start as timestamptz), cast(:start as timestamptz) + interval '30 min')
                            """)
                    .param("claim", claim)
                    .param("patient", patient.value())
                    .param("start", start.toString())
                    .update();
            return jdbc.sql("""
                            insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at, waives_gap)
                            values (:claim, 'VISIT', :doctor, :location, cast(:start as timestamptz),
                              cast(:start as timestamptz) + interval '30 min', true)
                            """)
                    .param("claim", claim)
                    .param("doctor", doctor.value())
                    .param("location", london.id().value())
                    .param("start", start.toString())
                    .update();
        });
    }

    private List<String> jdbcAs(Actor actor, String sql) {
        return transactions.as(actor, () -> jdbc.sql(sql).query(String.class).list());
    }

    private List<Instant> listed() {
        return availability
                .freeTimes(
                        clinic.visitor(),
                        new SlotQuery(
                                type.id(),
                                doctor,
                                london.id(),
                                null,
                                null,
                                TimeRange.starting(NINE, Duration.ofHours(12)),
                                100))
                .stream()
                .map(slot -> slot.during().start())
                .toList();
    }

    private BookingOutcome book(Actor actor, Instant start, @Nullable String override) {
        return appointments.book(actor, booking(clinic.patient(), start, override));
    }

    private Booking booking(@Nullable PatientId patient, Instant start, @Nullable String override) {
        return new Booking(patient, doctor, london.id(), type.id(), start, null, null, null, override, null);
    }

    private static NotBookable reason(BookingOutcome outcome) {
        return ((TimeRefused) outcome).reason();
    }
}
