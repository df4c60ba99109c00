package clinic.booking;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Hold;
import clinic.availability.HoldId;
import clinic.availability.HoldOutcome;
import clinic.availability.HoldOutcome.Held;
import clinic.availability.HoldRequest;
import clinic.availability.NotBookable;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.HoldExpired;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A time is kept for a person for five minutes, and is anybody's again at the instant they are over. */
class HoldsTest extends BookingScene {

    private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));
    private static final Duration NEARLY = Hold.LENGTH.minusMillis(1);

    @Autowired
    private TestDatabase database;

    private AppointmentType type;
    private DoctorId doctor;
    private PatientId ann;
    private PatientId ben;

    @BeforeEach
    void aDoctorWithGapsAndOneRoom() {
        directory.addRoom(clinic.admin(), london.id(), "The only one");
        type = clinic.type(30, 0, 15, true, true);
        doctor = clinic.doctor(SampleClinic.everyDay(london.id(), "09:00", "17:00", Duration.ofMinutes(30)), type.id());
        ann = clinic.patient();
        ben = clinic.patient();
    }

    @Test
    void aHeldTimeIsNeitherListedNorBookableForOthersAndIsBothForTheHolder() {
        Hold held = held(ann, TEN);

        assertThat(held.expiresAt()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(5)));
        assertThat(listed(clinic.visitor(), null)).doesNotContain(TEN);
        assertThat(listed(clinic.as(ben), ben)).doesNotContain(TEN);
        assertThat(book(ben, TEN, null))
                .isInstanceOfSatisfying(
                        TimeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NotBookable.SLOT_TAKEN));
        assertThat(hold(ben, TEN)).isEqualTo(new HoldOutcome.TimeRefused(NotBookable.SLOT_TAKEN));

        assertThat(listed(clinic.as(ann), ann)).contains(TEN, TEN.plus(Duration.ofMinutes(30)));
        assertThat(book(ann, TEN, held)).isInstanceOf(Done.class);
        assertThat(listed(clinic.visitor(), null)).doesNotContain(TEN);
    }

    @Test
    void theHolderMayBookTheTimeBesidesTheOneHeldAndHoldsNothingThen() {
        held(ann, TEN);

        assertThat(book(ann, TEN.plus(Duration.ofMinutes(30)), null)).isInstanceOf(Done.class);

        assertThat(claims(ann)).isEqualTo(1);
    }

    @Test
    void whoHoldsTheSameTimeAgainAndAgainHasItTenMinutesAtMost() {
        held(ann, TEN);
        clock.advance(Duration.ofMinutes(4));
        assertThat(held(ann, TEN).expiresAt()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(9)));
        clock.advance(Duration.ofMinutes(4));
        assertThat(held(ann, TEN).expiresAt()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(10)));
        assertThat(held(ann, TEN.plus(Duration.ofMinutes(60))).expiresAt())
                .as("another time")
                .isEqualTo(TestClock.START.plus(Duration.ofMinutes(13)));
    }

    @Test
    void aHoldThatIsRefusedLeavesTheOneBefore() {
        held(ben, ELEVEN);
        held(ann, TEN);

        assertThat(hold(ann, ELEVEN)).isEqualTo(new HoldOutcome.TimeRefused(NotBookable.SLOT_TAKEN));

        assertThat(listed(clinic.visitor(), null)).doesNotContain(TEN);
    }

    @Test
    void theTimeIsEverybodysAtTheInstantTheHoldExpires() {
        held(ann, TEN);
        clock.advance(NEARLY);
        assertThat(listed(clinic.visitor(), null)).doesNotContain(TEN);
        assertThat(hold(ben, TEN)).isInstanceOf(HoldOutcome.TimeRefused.class);

        clock.advance(Duration.ofMillis(1));

        assertThat(listed(clinic.visitor(), null)).contains(TEN);
        assertThat(listed(clinic.as(ben), ben)).contains(TEN);
        assertThat(book(ben, TEN, null)).isInstanceOf(Done.class);
    }

    @Test
    void whatAnExpiredHoldTookIsFreeForAnotherDoctorInTheSameRoomToo() {
        DoctorId other =
                clinic.doctor(SampleClinic.everyDay(london.id(), "09:00", "17:00", Duration.ofMinutes(30)), type.id());
        held(ann, TEN);
        assertThat(bookWith(ben, other, TEN, null))
                .isInstanceOfSatisfying(
                        TimeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NotBookable.ROOM_BUSY));

        clock.advance(Hold.LENGTH);

        assertThat(bookWith(ben, other, TEN, null)).isInstanceOf(Done.class);
    }

    @Test
    void whatHasExpiredStandsInTheWayOfNeitherADoctorNorAMove() {
        AppointmentId bens = id(book(ben, ELEVEN, null));
        held(ann, TEN);
        Move toTen = new Move(TEN, null, null, null);
        assertThat(appointments.move(clinic.as(doctor), bens, toTen, Change.because("Away")))
                .isInstanceOf(TimeRefused.class);

        clock.advance(Hold.LENGTH);

        assertThat(appointments.move(clinic.as(doctor), bens, toTen, Change.because("Away")))
                .isInstanceOf(Done.class);
    }

    @Test
    void aSecondHoldOfOnePersonLetsTheFirstGo() {
        Hold first = held(ann, TEN);
        held(ann, ELEVEN);

        assertThat(listed(clinic.visitor(), null)).contains(TEN).doesNotContain(ELEVEN);
        assertThat(held(ben, TEN).isLive(clock.instant())).isTrue();
        assertThat(availability.extendHold(clinic.as(ann), first.id())).isEqualTo(new HoldOutcome.Expired());
    }

    @Test
    void aHoldIsExtendedOnceAndBookedWithinThatTime() {
        Hold hold = held(ann, TEN);
        clock.advance(NEARLY);

        Hold extended = ((Held) availability.extendHold(clinic.as(ann), hold.id())).hold();

        assertThat(extended.expiresAt()).isEqualTo(hold.expiresAt().plus(Duration.ofMinutes(5)));
        assertThat(availability.extendHold(clinic.as(ann), hold.id())).isEqualTo(new HoldOutcome.ExtendedBefore());
        clock.advance(NEARLY);
        assertThat(listed(clinic.visitor(), null)).doesNotContain(TEN);
        assertThat(hold(ben, TEN)).isInstanceOf(HoldOutcome.TimeRefused.class);
        assertThat(book(ann, TEN, hold)).isInstanceOf(Done.class);
    }

    @Test
    void anExtendedHoldExpiresAtItsNewInstant() {
        Hold hold = held(ann, TEN);
        availability.extendHold(clinic.as(ann), hold.id());
        clock.advance(Hold.LENGTH.multipliedBy(2));

        assertThat(listed(clinic.visitor(), null)).contains(TEN);
        assertThat(hold(ben, TEN)).isInstanceOf(Held.class);
    }

    @Test
    void aHoldThatExpiredIsNotExtended() {
        Hold hold = held(ann, TEN);
        clock.advance(Hold.LENGTH);

        assertThat(availability.extendHold(clinic.as(ann), hold.id())).isEqualTo(new HoldOutcome.Expired());
    }

    @Test
    void anExpiredHoldIsBookedAllTheSameUnlessSomebodyWasFaster() {
        Hold anns = held(ann, TEN);
        clock.advance(Hold.LENGTH);
        assertThat(book(ann, TEN, anns)).isInstanceOf(Done.class);

        Hold bens = held(ben, ELEVEN);
        clock.advance(Hold.LENGTH);
        assertThat(book(clinic.patient(), ELEVEN, null)).isInstanceOf(Done.class);
        assertThat(book(ben, ELEVEN, bens))
                .isInstanceOfSatisfying(
                        HoldExpired.class,
                        refused -> assertThat(refused.alternatives()).hasSize(3));
    }

    @Test
    void aHoldLetGoIsFreeAtOnce() {
        Hold hold = held(ann, TEN);

        availability.releaseHold(clinic.as(ann), hold.id());

        assertThat(listed(clinic.visitor(), null)).contains(TEN);
        assertThatThrownBy(() -> availability.releaseHold(clinic.as(ann), hold.id()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void theHoldOfAnotherIsLikeOneThatNeverWas() {
        Hold anns = held(ann, TEN);
        Hold nobodys = new Hold(
                new HoldId(UUID.randomUUID()), ben, doctor, london.id(), anns.takenAt(), anns.expiresAt(), true);
        for (Hold hold : List.of(anns, nobodys)) {
            assertThatThrownBy(() -> book(ben, ELEVEN, hold)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> availability.extendHold(clinic.as(ben), hold.id()))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> availability.releaseHold(clinic.as(ben), hold.id()))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> availability.extendHold(clinic.as(doctor), hold.id()))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> appointments.book(clinic.admin(), booking(ben, doctor, ELEVEN, hold)))
                    .isInstanceOf(NotFound.class);
        }
    }

    @Test
    void anAdminHoldsForAPatientAndBooksWhatIsHeldWithoutNamingTheDoctor() {
        HoldRequest wanted = new HoldRequest(ann, doctor, london.id(), type.id(), TEN, null);
        Hold hold = ((Held) availability.hold(clinic.admin(), wanted)).hold();
        assertThat(listed(clinic.as(ann), ann)).contains(TEN);

        BookingOutcome booked = appointments.book(clinic.admin(), booking(ann, null, TEN, hold));

        assertThat(((Done) booked).appointment().doctor()).isEqualTo(doctor);
        assertThatThrownBy(() -> availability.hold(
                        clinic.admin(), new HoldRequest(null, doctor, london.id(), type.id(), ELEVEN, null)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void aPatientWhoMayNotBookMayNotHold() {
        patients.block(clinic.admin(), ann, true);

        assertThat(hold(ann, TEN)).isEqualTo(new HoldOutcome.PatientBlocked());
    }

    @Test
    void whatIsHeldIsNobodysVisitWhenHoursChange() {
        held(ann, TEN);

        assertThat(availability
                        .addAbsence(
                                clinic.as(doctor), doctor, TimeRange.starting(TEN, Duration.ofHours(1)), null, false)
                        .leftOutside())
                .isEmpty();
        assertThat(availability
                        .addClosure(
                                clinic.admin(),
                                london.id(),
                                TimeRange.starting(TEN, Duration.ofHours(1)),
                                "Works",
                                true)
                        .leftOutside())
                .isEmpty();
    }

    @Test
    void heldTimeIsTakenWhateverPathWrites() {
        held(ann, TEN);
        clock.advance(Hold.LENGTH);

        assertThatThrownBy(() -> run(clinic.as(ben), """
                        insert into patient_time (claim_id, patient_id, start_at, end_at)
                        values ('%1$s', '%2$s', '2026-11-26T10:00:00Z', '2026-11-26T10:30:00Z');
                        insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                        values ('%1$s', 'VISIT', '%3$s', '%4$s', '2026-11-26T10:00:00Z', '2026-11-26T10:30:00Z')
                        """.formatted(
                                UUID.randomUUID(),
                                ben.value(),
                                doctor.value(),
                                london.id().value())))
                .hasStackTraceContaining("doctor_is_free");
    }

    @Test
    void noHoldLastsLongerThanTenMinutesOrIsPassedOn() {
        Hold hold = held(ann, TEN);

        assertThatThrownBy(() -> run(clinic.as(ann), "update hold set expires_at = expires_at + interval '6 minutes'"))
                .hasStackTraceContaining("is_short");
        assertThatThrownBy(() -> run(clinic.as(ann), """
                        insert into patient_time (claim_id, patient_id, start_at, end_at, hold_id, held_until)
                        values ('%s', '%s', '2026-11-26T12:00:00Z', '2026-11-26T12:30:00Z', '%s', '%s')
                        """.formatted(
                                UUID.randomUUID(), ann.value(), hold.id().value(), hold.expiresAt())))
                .hasStackTraceContaining("check");
        assertThatThrownBy(() -> run(clinic.as(ann), "update hold set patient_id = '%s'".formatted(ben.value())))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void nobodySeesWhoHoldsATime() {
        Hold hold = held(ann, TEN);

        assertThat(transactions.as(
                        clinic.as(ben),
                        () -> jdbc.sql("select id from hold").query(UUID.class).list()))
                .doesNotContain(hold.id().value());
        assertThatThrownBy(() -> transactions.as(
                        clinic.as(doctor),
                        () -> jdbc.sql("select id from hold").query(UUID.class).list()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void aDatabaseThatDiesWhileAHoldIsBookedLeavesTheHoldAndNoVisit() {
        Hold hold = held(ann, TEN);
        Actor patient = clinic.as(ann);

        assertThatThrownBy(() -> transactions.as(patient, () -> {
                    BookingOutcome booked = appointments.book(patient, booking(null, doctor, TEN, hold));
                    int server = jdbc.sql("select pg_backend_pid()")
                            .query(Integer.class)
                            .single();
                    database.behindTheWalls()
                            .sql("select pg_terminate_backend(:server)")
                            .param("server", server)
                            .query(Boolean.class)
                            .single();
                    return booked;
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(claims(ann)).isEqualTo(1);
        assertThat(availability.hold(patient, hold.id()).isLive(clock.instant()))
                .isTrue();
        assertThat(listed(clinic.visitor(), null)).doesNotContain(TEN);
        assertThat(book(ann, TEN, hold)).isInstanceOf(Done.class);
        assertThat(claims(ann)).isEqualTo(1);
    }

    @Test
    void ofAHoldAndABookingAtOnceOneHasTheTime() throws Exception {
        for (int round = 0; round < 30; round++) {
            Instant start = TEN.plus(Duration.ofDays(round));
            PatientId holder = clinic.patient();
            PatientId booker = clinic.patient();

            List<Object> both = atOnce(List.of(() -> hold(holder, start), () -> book(booker, start, null)));

            assertThat(both.get(0) instanceof Held).isNotEqualTo(both.get(1) instanceof Done);
            assertThat(claims(holder) + claims(booker)).isEqualTo(1);
        }
    }

    @Test
    void ofManyWhoWantATimeThatHasJustExpiredOneHasIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            Instant start = TEN.plus(Duration.ofDays(round));
            held(ann, start);
            clock.advance(Hold.LENGTH);
            List<Callable<Object>> racers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                PatientId holder = clinic.patient();
                PatientId booker = clinic.patient();
                racers.add(() -> hold(holder, start));
                racers.add(() -> book(booker, start, null));
            }

            assertThat(atOnce(racers))
                    .filteredOn(outcome -> outcome instanceof Held || outcome instanceof Done)
                    .hasSize(1);
        }
    }

    @Test
    void onePersonWhoHoldsTwoTimesAtOnceHasOne() throws Exception {
        for (int round = 0; round < 20; round++) {
            PatientId patient = clinic.patient();
            Instant one = TEN.plus(Duration.ofDays(round));
            Instant other = ELEVEN.plus(Duration.ofDays(round));

            List<HoldOutcome> both = atOnce(List.of(() -> hold(patient, one), () -> hold(patient, other)));

            assertThat(both).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Held.class));
            assertThat(claims(patient)).isEqualTo(1);
        }
    }

    private Hold held(PatientId patient, Instant start) {
        return ((Held) hold(patient, start)).hold();
    }

    private HoldOutcome hold(PatientId patient, Instant start) {
        return availability.hold(
                clinic.as(patient), new HoldRequest(null, doctor, london.id(), type.id(), start, null));
    }

    private BookingOutcome book(PatientId patient, Instant start, @Nullable Hold hold) {
        return bookWith(patient, doctor, start, hold);
    }

    private BookingOutcome bookWith(PatientId patient, DoctorId with, Instant start, @Nullable Hold hold) {
        return appointments.book(clinic.as(patient), booking(null, with, start, hold));
    }

    private Booking booking(@Nullable PatientId patient, @Nullable DoctorId with, Instant start, @Nullable Hold hold) {
        return new Booking(
                patient, with, london.id(), type.id(), start, null, hold == null ? null : hold.id(), null, null, null);
    }

    private static AppointmentId id(BookingOutcome outcome) {
        return ((Done) outcome).appointment().id();
    }

    private List<Instant> listed(Actor actor, @Nullable PatientId patient) {
        return availability
                .freeTimes(
                        actor,
                        new SlotQuery(
                                type.id(),
                                doctor,
                                london.id(),
                                null,
                                patient,
                                TimeRange.starting(TEN.minus(Duration.ofHours(1)), Duration.ofHours(6)),
                                100))
                .stream()
                .map(Slot::during)
                .map(TimeRange::start)
                .toList();
    }

    private int claims(PatientId patient) {
        return database.behindTheWalls()
                .sql("select count(*) from patient_time where patient_id = :patient")
                .param("patient", patient.value())
                .query(Integer.class)
                .single();
    }

    private void run(Actor actor, String sql) {
        transactions.as(actor, () -> jdbc.sql(sql).update());
    }
}
