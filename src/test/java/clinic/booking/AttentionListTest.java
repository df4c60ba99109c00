package clinic.booking;

import static clinic.availability.VisitsAffected.Cause.ABSENCE;
import static clinic.availability.VisitsAffected.Cause.CLOSURE;
import static clinic.availability.VisitsAffected.Cause.HOURS;
import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.WorkingException.Stretch;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.NothingToKeep;
import clinic.booking.BookingOutcome.ReasonRequired;
import clinic.booking.BookingOutcome.Stale;
import clinic.directory.AppointmentType;
import clinic.directory.Closure;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The visits that a change of hours left outside: who is listed, for how long, and who may take them off. */
class AttentionListTest extends BookingScene {

    private static final LocalDate DAY = LocalDate.parse("2026-11-26");
    private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");
    private static final TimeRange MORNING =
            new TimeRange(Instant.parse("2026-11-26T08:00:00Z"), Instant.parse("2026-11-26T12:00:00Z"));

    @Autowired
    private TestDatabase database;

    private AppointmentType type;
    private DoctorId doctor;
    private DoctorId other;
    private PatientId patient;
    private AppointmentId visit;

    @BeforeEach
    void aVisitAtTenOnThursdayAndOneOfAnotherDoctor() {
        type = clinic.instantType(30);
        doctor = clinic.doctor(london.id(), "09:00", "17:00", type.id());
        other = clinic.doctor(london.id(), "09:00", "17:00", type.id());
        patient = clinic.patient();
        visit = booked(patient, doctor, TEN);
        booked(clinic.patient(), other, TEN);
    }

    @Test
    void anAbsenceListsWhatLiesInItAndTakingItBackTakesThatOff() {
        AppointmentId afternoon = booked(clinic.patient(), doctor, TEN.plus(Duration.ofHours(4)));

        UUID absence = absent(MORNING);

        assertThat(listed(doctor)).containsExactly(visit);
        assertThat(attention(visit)).isEqualTo(new Attention(Set.of(ABSENCE), clock.instant(), null, true));
        assertThat(mark(afternoon)).isNull();
        assertThat(listed(other)).isEmpty();

        availability.removeAbsence(clinic.as(doctor), doctor, absence, false);

        assertThat(listed(doctor)).isEmpty();
        assertThat(mark(visit)).isNull();
    }

    @Test
    void aRehearsedChangeListsNothing() {
        assertThat(availability
                        .addAbsence(clinic.as(doctor), doctor, MORNING, null, true)
                        .leftOutside())
                .hasSize(1);

        assertThat(listed(doctor)).isEmpty();
    }

    @Test
    void aShorterWeekListsWhatItLeavesOutAndALongerOneTakesThatOff() {
        availability.setPatterns(
                clinic.as(doctor), doctor, SampleClinic.everyDay(london.id(), "10:15", "17:00", null), false);
        assertThat(attention(visit).causes()).containsExactly(HOURS);
        assertThat(listed(doctor)).containsExactly(visit);
        assertThat(listed(other)).isEmpty();

        availability.setPatterns(
                clinic.as(doctor), doctor, SampleClinic.everyDay(london.id(), "10:00", "17:00", null), false);
        assertThat(listed(doctor)).isEmpty();
    }

    @Test
    void otherHoursOnADateListWhatTheyLeaveOutAndTakingThemBackTakesThatOff() {
        UUID closed = availability
                .addException(clinic.as(doctor), doctor, london.id(), DAY, null, false)
                .result()
                .id();
        assertThat(listed(doctor)).containsExactly(visit);

        availability.removeException(clinic.as(doctor), doctor, closed, false);
        assertThat(listed(doctor)).isEmpty();
    }

    @Test
    void extraHoursThatAreTakenBackListWhatWasBookedInThem() {
        var evening = new Stretch(LocalTime.of(9, 0), LocalTime.of(20, 0));
        UUID extra = availability
                .addException(clinic.as(doctor), doctor, london.id(), DAY, evening, false)
                .result()
                .id();
        AppointmentId late = booked(clinic.patient(), doctor, TEN.plus(Duration.ofHours(9)));

        availability.removeException(clinic.as(doctor), doctor, extra, false);

        assertThat(listed(doctor)).containsExactly(late);
    }

    @Test
    void aClosureListsWhatLiesInItAtItsPlaceAndTakingItBackTakesThatOff() {
        Location paris = clinic.location("Europe/Paris");
        DoctorId there = clinic.doctor(paris.id(), "09:00", "17:00", type.id());
        AppointmentId inParis = booked(clinic.patient(), there, paris, TEN);

        Closure closure = availability
                .addClosure(clinic.admin(), london.id(), MORNING, "Burst pipe", false)
                .result();

        assertThat(attention(visit).causes()).containsExactly(CLOSURE);
        assertThat(listed(doctor)).containsExactly(visit);
        assertThat(listed(other)).hasSize(1);
        assertThat(mark(inParis)).isNull();

        availability.removeClosure(clinic.admin(), closure.id());
        assertThat(listed(doctor)).isEmpty();
        assertThat(listed(other)).isEmpty();
    }

    @Test
    void aClosureOfTheWholeClinicListsWhatLiesInItEverywhere() {
        TimeRange farAway = shifted(MORNING, 300);
        clock.set(farAway.start().minus(Duration.ofDays(3)));
        Location paris = clinic.location("Europe/Paris");
        DoctorId there = clinic.doctor(paris.id(), "09:00", "17:00", type.id());
        AppointmentId inParis =
                booked(clinic.patient(), there, paris, farAway.start().plus(Duration.ofHours(2)));
        AppointmentId inLondon =
                booked(clinic.patient(), doctor, farAway.start().plus(Duration.ofHours(2)));

        Closure everywhere = availability
                .addClosure(clinic.admin(), null, farAway, "Holiday", false)
                .result();
        Closure here = availability
                .addClosure(clinic.admin(), london.id(), farAway, "Painting", false)
                .result();
        assertThat(listed(there)).containsExactly(inParis);
        assertThat(listed(doctor)).containsExactly(inLondon);

        availability.removeClosure(clinic.admin(), everywhere.id());
        assertThat(listed(there)).isEmpty();
        assertThat(listed(doctor)).containsExactly(inLondon);

        availability.removeClosure(clinic.admin(), here.id());
        assertThat(listed(doctor)).isEmpty();
    }

    @Test
    void aVisitThatSeveralChangesLeaveOutsideStaysListedUntilNoneDoes() {
        UUID first = absent(MORNING);
        clock.advance(Duration.ofMinutes(5));
        UUID second = absent(new TimeRange(TEN.plus(Duration.ofMinutes(15)), TEN.plus(Duration.ofHours(1))));
        Closure closure = availability
                .addClosure(clinic.admin(), london.id(), MORNING, "Painting", false)
                .result();
        assertThat(attention(visit).causes()).containsExactlyInAnyOrder(ABSENCE, CLOSURE);
        assertThat(attention(visit).since()).isEqualTo(TestClock.START);

        availability.removeAbsence(clinic.as(doctor), doctor, first, false);
        assertThat(attention(visit).causes()).containsExactlyInAnyOrder(ABSENCE, CLOSURE);

        availability.removeClosure(clinic.admin(), closure.id());
        assertThat(attention(visit).causes()).containsExactly(ABSENCE);

        availability.removeAbsence(clinic.as(doctor), doctor, second, false);
        assertThat(mark(visit)).isNull();
    }

    @Test
    void whatIsOverIsNotListed() {
        clock.set(TEN.plus(Duration.ofMinutes(10)));
        absent(MORNING);
        assertThat(listed(doctor)).containsExactly(visit);

        clock.set(TEN.plus(Duration.ofMinutes(30)));
        assertThat(listed(doctor)).isEmpty();

        availability.addClosure(clinic.admin(), london.id(), MORNING, "Burst pipe", false);
        assertThat(attention(visit).causes()).containsExactly(ABSENCE);
    }

    @Test
    void whatTookPlaceOrWasCalledOffIsNotListedByALaterChange() {
        clock.set(TEN.plus(Duration.ofMinutes(10)));
        appointments.complete(clinic.as(doctor), visit, Change.anyVersion());

        absent(MORNING);

        assertThat(listed(doctor)).isEmpty();
    }

    @Test
    void aVisitIsOffTheListOnceItsPatientMovesIt() {
        absent(MORNING);

        done(appointments.move(
                clinic.as(patient),
                visit,
                new Move(TEN.plus(Duration.ofDays(1)), null, null, null),
                Change.anyVersion()));

        assertThat(mark(visit)).isNull();
    }

    @Test
    void aVisitIsOffTheListOnceItIsHandedToAnotherDoctor() {
        absent(MORNING);

        done(appointments.move(
                clinic.admin(),
                visit,
                new Move(TEN.plus(Duration.ofHours(1)), other, null, null),
                Change.anyVersion()));

        assertThat(listed(doctor)).isEmpty();
        assertThat(listed(other)).isEmpty();
    }

    @Test
    void aVisitIsOffTheListOnceItsPatientCallsItOff() {
        absent(MORNING);

        done(appointments.cancel(clinic.as(patient), visit, Change.anyVersion()));

        assertThat(rows(visit)).isZero();
    }

    @Test
    void aVisitIsOffTheListOnceItTookPlaceOrNobodyCame() {
        AppointmentId second = booked(clinic.patient(), doctor, TEN.plus(Duration.ofMinutes(30)));
        absent(MORNING);
        clock.set(TEN.plus(Duration.ofHours(2)));

        done(appointments.complete(clinic.as(doctor), visit, Change.anyVersion()));
        done(appointments.markNoShow(clinic.admin(), second, Change.anyVersion()));

        assertThat(rows(visit)).isZero();
        assertThat(rows(second)).isZero();
    }

    @Test
    void aRequestStaysListedWhenItIsApprovedAndIsOffTheListOnceItIsDeclinedOrDeleted() {
        AppointmentType asked = clinic.typeToApprove(30);
        DoctorId approves = clinic.doctor(london.id(), "09:00", "17:00", asked.id());
        AppointmentId first = requested(approves, asked, TEN);
        AppointmentId second = requested(approves, asked, TEN.plus(Duration.ofHours(1)));
        availability.addAbsence(clinic.as(approves), approves, MORNING, null, false);
        assertThat(listed(approves)).containsExactly(first, second);

        done(appointments.approve(clinic.as(approves), first, Change.anyVersion()));
        assertThat(listed(approves)).containsExactly(first, second);

        done(appointments.reject(clinic.as(approves), second, Change.because("Away")));
        done(appointments.delete(clinic.admin(), first, Change.because("Typed twice")));
        assertThat(rows(first)).isZero();
        assertThat(rows(second)).isZero();
    }

    @Test
    void anAdminKeepsAVisitOnceAndWithAReason() {
        absent(MORNING);
        Actor admin = clinic.admin();

        assertThat(appointments.keep(admin, visit, Change.anyVersion())).isEqualTo(new ReasonRequired());
        assertThat(appointments.keep(admin, visit, new Change(7, "Covered"))).isEqualTo(new Stale(1));
        AppointmentView kept = done(appointments.keep(admin, visit, new Change(1, "A colleague sees her")));

        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.attention())
                .isEqualTo(new Attention(
                        Set.of(ABSENCE),
                        clock.instant(),
                        new Attention.Kept(clock.instant(), admin.id(), "A colleague sees her"),
                        false));
        assertThat(listed(doctor)).isEmpty();
        assertThat(appointments.keep(clinic.admin(), visit, Change.because("Again")))
                .isEqualTo(new NothingToKeep());
    }

    @Test
    void whatNoChangeLeftOutsideCannotBeKept() {
        assertThat(appointments.keep(clinic.admin(), visit, Change.because("To be sure")))
                .isEqualTo(new NothingToKeep());
    }

    @Test
    void aDoctorKeepsNothing() {
        absent(MORNING);

        assertThat(appointments.appointment(clinic.as(doctor), visit).attention())
                .isEqualTo(new Attention(Set.of(ABSENCE), clock.instant(), null, false));
        assertThatThrownBy(() -> appointments.keep(clinic.as(doctor), visit, Change.because("Mine")))
                .isInstanceOf(NotFound.class);
        assertThat(listed(doctor)).containsExactly(visit);
    }

    @Test
    void aVisitThatWasKeptIsListedAnewByTheNextChangeThatLeavesItOutside() {
        absent(MORNING);
        done(appointments.keep(clinic.admin(), visit, Change.because("Covered")));
        clock.advance(Duration.ofHours(1));

        absent(new TimeRange(TEN, TEN.plus(Duration.ofDays(1))));

        assertThat(listed(doctor)).containsExactly(visit);
        assertThat(attention(visit)).isEqualTo(new Attention(Set.of(ABSENCE), clock.instant(), null, true));
    }

    @Test
    void aVisitThatWasKeptStaysKeptWhenAChangeThatLeavesItOutsideIsTakenBack() {
        UUID absence = absent(MORNING);
        availability.addClosure(clinic.admin(), london.id(), MORNING, "Painting", false);
        done(appointments.keep(clinic.admin(), visit, Change.because("At the back door")));

        availability.removeAbsence(clinic.as(doctor), doctor, absence, false);

        assertThat(listed(doctor)).isEmpty();
        assertThat(attention(visit).causes()).containsExactly(CLOSURE);
        assertThat(attention(visit).kept()).isNotNull();
    }

    @Test
    void nobodyIsToldOfAVisitThatIsListedAndThePatientIsToldOnceWhenItIsKeptOrMoved() {
        absent(MORNING);
        assertThat(toldToThePatient()).containsExactly("BOOKED");
        done(appointments.keep(clinic.admin(), visit, Change.because("Covered")));
        absent(MORNING);
        done(appointments.keep(clinic.admin(), visit, Change.because("Covered again")));
        assertThat(toldToThePatient()).containsExactly("BOOKED", "KEPT");

        done(appointments.move(
                clinic.admin(),
                visit,
                new Move(TEN.plus(Duration.ofDays(1)), null, null, null),
                Change.because("The doctor is away")));

        assertThat(toldToThePatient()).containsExactly("BOOKED", "KEPT", "MOVED");
    }

    @Test
    void aPatientHasNoListAndReadsNoMark() {
        absent(MORNING);

        assertThat(appointments.needingAttention(clinic.as(patient), null, null, null, 10))
                .isEmpty();
        assertThat(appointments.appointment(clinic.as(patient), visit).attention())
                .isNull();
        assertThatThrownBy(() -> as(clinic.as(patient), () -> count("select count(*) from attention")))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aDoctorReadsNoMarkOfAnotherDoctorsVisit() {
        absent(MORNING);

        String mark = "select count(*) from attention where appointment_id = '" + visit.value() + "'";
        assertThat(as(clinic.as(doctor), () -> count(mark))).isOne();
        assertThat(as(clinic.as(other), () -> count(mark))).isZero();
    }

    @Test
    void nobodyTakesAVisitOffTheListByHand() {
        absent(MORNING);

        for (Actor staff : List.of(clinic.as(doctor), clinic.admin())) {
            assertThatThrownBy(() -> as(staff, () -> update("delete from attention where true")))
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> as(staff, () -> update("update attention set causes = '{HOURS}'")))
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> as(staff, () -> lifted("ABSENCE")))
                    .hasStackTraceContaining("stays on the list while it is outside");
        }
        assertThat(attention(visit).causes()).containsExactly(ABSENCE);
    }

    @Test
    void aDoctorLiftsNothingFromAnothersVisitAndTheTrailNamesWhoLifted() {
        availability.setPatterns(clinic.admin(), doctor, List.of(), false);

        as(clinic.as(other), () -> lifted("HOURS"));
        assertThat(listed(doctor)).containsExactly(visit);

        as(clinic.as(doctor), () -> lifted("HOURS"));
        assertThat(listed(doctor)).isEmpty();
        assertThat(database.behindTheWalls()
                        .sql(
                                "select actor_id from audit_entry where kind = 'attention' and action = 'DELETE' and record_id = :id")
                        .param("id", visit.value().toString())
                        .query(UUID.class)
                        .list())
                .containsExactly(doctor.value());
    }

    @Test
    void theDatabaseLetsNobodyKeepAVisitButAnAdminInHisOwnName() {
        absent(MORNING);
        String keep =
                "update attention set kept_at = now(), kept_by = '%s', kept_reason = '\\x01' || sha256('Covered') where appointment_id = '"
                        + visit.value() + "'";
        Actor admin = clinic.admin();

        assertThatThrownBy(() -> as(
                        clinic.as(doctor),
                        () -> update(keep.formatted(clinic.as(doctor).id()))))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> as(admin, () -> update(keep.formatted(UUID.randomUUID()))))
                .rootCause()
                .hasMessageContaining("signed by who keeps it");
        // One act, which leaves nothing behind that nobody can read.
        assertThatThrownBy(() -> as(admin, () -> {
                    assertThat(update(keep.formatted(admin.id()))).isOne();
                    return update(
                            "update attention set kept_reason = '\\x01' || sha256('Better') where appointment_id = '"
                                    + visit.value() + "'");
                }))
                .rootCause()
                .hasMessageContaining("kept once");
    }

    @Test
    void theAuditTrailTellsWhoKeptAVisitAndHoldsTheReasonSealed() {
        absent(MORNING);
        Actor admin = clinic.admin();
        done(appointments.keep(admin, visit, Change.because("Her mother is ill")));

        List<String> entries = database.behindTheWalls()
                .sql("""
                        select action || ' ' || actor_role || ' ' || coalesce(left(after ->> 'kept_reason', 4), '-') from audit_entry
                        where kind = 'attention' and record_id = :visit order by id
                        """)
                .param("visit", visit.value().toString())
                .query(String.class)
                .list();

        assertThat(entries).containsExactly("INSERT DOCTOR -", "UPDATE ADMIN \\x01");
    }

    @Test
    void theListIsInOrderOfStartAndContinuesAfterAnyOfIt() {
        AppointmentId early = booked(clinic.patient(), doctor, TEN.minus(Duration.ofMinutes(30)));
        AppointmentId late = booked(clinic.patient(), doctor, TEN.plus(Duration.ofHours(1)));
        absent(MORNING);

        assertThat(listed(doctor)).containsExactly(early, visit, late);
        assertThat(ids(appointments.needingAttention(clinic.as(doctor), null, null, visit, 10)))
                .containsExactly(late);
        assertThat(ids(appointments.needingAttention(clinic.as(doctor), null, null, null, 1)))
                .containsExactly(early);
        Location elsewhere = clinic.location("Europe/Paris");
        assertThat(appointments.needingAttention(clinic.as(doctor), null, elsewhere.id(), null, 10))
                .isEmpty();
        assertThat(ids(appointments.needingAttention(clinic.admin(), doctor, london.id(), null, 10)))
                .containsExactly(early, visit, late);
        assertThat(appointments.needingAttention(clinic.admin(), other, null, null, 10))
                .isEmpty();
    }

    @Test
    void aBookingThatRacesAnAbsenceIsRefusedOrListed() throws Exception {
        DoctorId busy =
                clinic.doctor(SampleClinic.everyDay(london.id(), "00:00", "23:30", Duration.ofMinutes(30)), type.id());
        Instant midnight = Instant.parse("2026-11-28T00:00:00Z");
        int listed = 0;
        for (int round = 0; round < 60; round++) {
            Instant start = midnight.plus(Duration.ofMinutes(30L * round / 40 * 40 + 30L * (round % 40)));
            PatientId racer = clinic.patient();

            List<Object> both = atOnce(List.<Callable<Object>>of(
                    () -> appointments.book(clinic.as(racer), at(busy, london, start)),
                    () -> availability.addAbsence(
                            clinic.as(busy), busy, TimeRange.starting(start, Duration.ofMinutes(30)), null, false)));

            if (both.getFirst() instanceof Done done) {
                assertThat(attention(done.appointment().id()).causes()).containsExactly(ABSENCE);
                listed++;
            }
        }
        assertThat(listed(busy)).hasSize(listed);
    }

    @Test
    void aVisitThatIsCalledOffWhileAnAbsenceIsAddedIsNotLeftOnTheList() throws Exception {
        for (int round = 0; round < 60; round++) {
            PatientId racer = clinic.patient();
            AppointmentId id = booked(racer, doctor, TEN.plus(Duration.ofHours(1)));

            List<Object> both = atOnce(List.<Callable<Object>>of(
                    () -> appointments.cancel(clinic.as(racer), id, Change.anyVersion()), () -> absent(MORNING)));

            assertThat(rows(id)).isZero();
            availability.removeAbsence(clinic.as(doctor), doctor, (UUID) both.get(1), false);
        }
    }

    private UUID absent(TimeRange during) {
        return availability
                .addAbsence(clinic.as(doctor), doctor, during, null, false)
                .result()
                .id();
    }

    private @Nullable Attention mark(AppointmentId id) {
        return appointments.appointment(clinic.admin(), id).attention();
    }

    private Attention attention(AppointmentId id) {
        return Objects.requireNonNull(mark(id));
    }

    private List<AppointmentId> listed(DoctorId of) {
        List<AppointmentId> own = ids(appointments.needingAttention(clinic.as(of), null, null, null, 500));
        assertThat(ids(appointments.needingAttention(clinic.admin(), null, null, null, 500).stream()
                        .filter(view -> view.doctor().equals(of))
                        .toList()))
                .isEqualTo(own);
        return own;
    }

    private static List<AppointmentId> ids(List<AppointmentView> views) {
        return views.stream().map(AppointmentView::id).toList();
    }

    private int rows(AppointmentId id) {
        return database.behindTheWalls()
                .sql("select count(*) from attention where appointment_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    private List<String> toldToThePatient() {
        return database.behindTheWalls()
                .sql("""
                        select purpose from message
                        where appointment_id = :id and recipient_kind = 'PATIENT' and channel = 'IN_APP' and purpose <> 'REMINDER'
                        order by transition, planned_at, id
                        """)
                .param("id", visit.value())
                .query(String.class)
                .list();
    }

    private <T> T as(Actor actor, Supplier<T> work) {
        return transactions.as(actor, work);
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private boolean lifted(String cause) {
        jdbc.sql("select lift_attention(array[cast(:visit as uuid)], :cause)")
                .param("visit", visit.value())
                .param("cause", cause)
                .query(row -> {});
        return true;
    }

    private int update(String sql) {
        return jdbc.sql(sql).update();
    }

    private static TimeRange shifted(TimeRange range, int days) {
        return new TimeRange(
                range.start().plus(Duration.ofDays(days)), range.end().plus(Duration.ofDays(days)));
    }

    private AppointmentId booked(PatientId who, DoctorId with, Instant start) {
        return booked(who, with, london, start);
    }

    private AppointmentId booked(PatientId who, DoctorId with, Location where, Instant start) {
        return done(appointments.book(clinic.as(who), at(with, where, start))).id();
    }

    private AppointmentId requested(DoctorId with, AppointmentType asked, Instant start) {
        return done(appointments.book(
                        clinic.as(clinic.patient()),
                        new Booking(null, with, london.id(), asked.id(), start, null, null, null)))
                .id();
    }

    private Booking at(DoctorId with, Location where, Instant start) {
        return new Booking(null, with, where.id(), type.id(), start, null, null, null);
    }
}
