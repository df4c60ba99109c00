package clinic.availability.domain;

import static clinic.availability.NotBookable.*;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Explanation;
import clinic.availability.NotBookable;
import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.availability.WorkingPattern;
import clinic.availability.WorkingPattern.Break;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.availability.domain.Facts.PatientFacts;
import clinic.availability.domain.Facts.Place;
import clinic.availability.domain.Facts.RoomFacts;
import clinic.availability.domain.Facts.Visit;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.directory.RoomId;
import clinic.shared.TimeRange;
import clinic.testing.SamplePolicy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each rule alone. The doctor works on Tuesdays from 09:00 to 12:00 in London with a break at 10:30, half-hour visits; it is
 * Monday 23 November 2026, 08:00.
 */
@Tag("zones")
class RuleBookTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final DoctorId DOCTOR = new DoctorId(UUID.randomUUID());
    private static final LocationId LONDON = new LocationId(UUID.randomUUID());
    private static final LocationId PARIS = new LocationId(UUID.randomUUID());
    private static final RoomId ROOM = new RoomId(UUID.randomUUID());

    private Instant now = NOW;
    private ZoneId zone = ZoneId.of("Europe/London");
    private Policy policy = SamplePolicy.policy(Map.of());
    private Terms terms = terms(30, 0, 0, false);
    private Spans closed = Spans.NONE;
    private Spans absent = Spans.NONE;
    private List<WorkingException> exceptions = List.of();
    private List<Visit> visits = List.of();
    private Spans buffers = Spans.NONE;
    private Spans roomTaken = Spans.NONE;
    private @Nullable PatientFacts patient;

    @Test
    void aTimeOnTheGridWithinTheHoursCanBeHad() {
        assertThat(at("09:00")).isNull();
        assertThat(at("10:00")).isNull();
        assertThat(at("11:15")).isNull();
    }

    @Test
    void aVisitMustEndWithinTheHours() {
        assertThat(at("11:45")).isEqualTo(OUTSIDE_HOURS);
        assertThat(at("08:30")).isEqualTo(OUTSIDE_HOURS);
    }

    @Test
    void aBreakIsNotForVisitsAndTheGridBeginsAgainAfterIt() {
        assertThat(at("10:15")).isEqualTo(ON_BREAK);
        assertThat(at("10:30")).isEqualTo(ON_BREAK);
        assertThat(at("10:45")).isNull();
        assertThat(at("11:00")).isEqualTo(OFF_GRID);
    }

    @Test
    void aClosureAndAnAbsenceShutWhatTheyTouch() {
        closed = spans("09:00", "09:10");
        assertThat(at("09:00")).isEqualTo(CLOSED);
        closed = Spans.NONE;
        absent = spans("09:59", "10:00");
        assertThat(at("09:30")).isEqualTo(DOCTOR_ABSENT);
        assertThat(at("10:00")).isNull();
    }

    @Test
    void betweenTheListedStartsNothingCanBeHad() {
        assertThat(at("09:10")).isEqualTo(OFF_GRID);
    }

    @Test
    void exactlyTheLeadTimeBeforeIsEarlyEnough() {
        now = tuesday("08:00");
        assertThat(at("09:00")).isNull();
        now = tuesday("08:00").plusMillis(1);
        assertThat(at("09:00")).isEqualTo(TOO_SOON);
        now = tuesday("09:00").plusMillis(1);
        assertThat(at("09:00")).isEqualTo(IN_PAST);
    }

    @Test
    void exactlyTheHorizonAheadIsNotTooFar() {
        policy = SamplePolicy.policy(Map.of(PolicyRule.LEAD_TIME, 0, PolicyRule.HORIZON, 1));
        now = tuesday("09:00").minus(Duration.ofDays(1));
        assertThat(at("09:00")).isNull();
        assertThat(at("09:30")).isEqualTo(TOO_FAR);
    }

    @Test
    void anotherVisitTakesTheTime() {
        visits = visits("09:30", "10:00");
        assertThat(at("09:00")).isNull();
        assertThat(at("09:30")).isEqualTo(SLOT_TAKEN);
        assertThat(at("10:00")).isNull();
    }

    @Test
    void betweenTwoPlacesTheDoctorNeedsTheTimeToTravel() {
        policy = SamplePolicy.policy(Map.of(PolicyRule.TRAVEL, 30));
        visits = List.of(new Visit(PARIS, range("09:00", "09:30")), new Visit(LONDON, range("11:15", "11:45")));
        assertThat(at("09:30")).isEqualTo(TRAVEL);
        assertThat(at("10:00")).isNull();
        assertThat(at("10:45")).isNull();
        visits = List.of(new Visit(PARIS, range("09:59", "10:30")));
        assertThat(at("09:00")).isEqualTo(TRAVEL);
        visits = List.of(new Visit(PARIS, range("10:00", "10:30")));
        assertThat(at("09:00")).isNull();
    }

    @Test
    void aDoctorSeesAsManyOnOneDayAsThePolicySays() {
        policy = SamplePolicy.policy(Map.of(PolicyRule.MAX_PER_DOCTOR_PER_DAY, 2));
        visits = List.of(new Visit(LONDON, range("09:00", "09:30")), new Visit(PARIS, range("18:00", "18:30")));
        assertThat(at("10:00")).isEqualTo(LIMIT_REACHED);
        visits = List.of(new Visit(LONDON, range("09:00", "09:30")));
        assertThat(at("10:00")).isNull();
    }

    @Test
    void aDayForTheCapsEndsAtMidnightInAuckland() {
        zone = ZoneId.of("Pacific/Auckland");
        policy = SamplePolicy.policy(
                Map.of(PolicyRule.MAX_PER_DOCTOR_PER_DAY, 2, PolicyRule.MAX_PER_PATIENT_PER_DAY, 1));
        // Tuesday in Auckland lasts from Monday 11:00 to Tuesday 11:00 UTC.
        TimeRange lastOfMonday = TimeRange.starting(Instant.parse("2026-11-23T10:59:00Z"), Duration.ofMinutes(30));
        TimeRange firstOfTuesday = TimeRange.starting(Instant.parse("2026-11-23T11:30:00Z"), Duration.ofMinutes(30));
        now = Instant.parse("2026-11-22T08:00:00Z");
        visits = List.of(new Visit(LONDON, lastOfMonday), new Visit(LONDON, firstOfTuesday));
        assertThat(inAuckland()).isNull();
        visits = List.of(new Visit(LONDON, firstOfTuesday), new Visit(PARIS, range("08:00", "08:30")));
        assertThat(inAuckland()).isEqualTo(LIMIT_REACHED);
        visits = List.of();
        patient = new PatientFacts(List.of(lastOfMonday), 1, false);
        assertThat(inAuckland()).isNull();
        patient = new PatientFacts(List.of(firstOfTuesday), 1, false);
        assertThat(inAuckland()).isEqualTo(LIMIT_REACHED);
    }

    /** Tuesday at nine. */
    private @Nullable NotBookable inAuckland() {
        Wish wish = new Wish(
                DOCTOR, LONDON, TimeRange.starting(Instant.parse("2026-11-23T20:00:00Z"), Duration.ofMinutes(30)));
        return new RuleBook(facts(null)).judge(wish).orElse(null);
    }

    @Test
    void anAdminPassesHoursAndPolicyButNeitherThePastNorTakenTime() {
        assertThat(overridden("08:10")).isNull();
        assertThat(overridden("10:35")).isNull();
        assertThat(overridden("09:10")).isNull();
        closed = spans("09:00", "12:00");
        absent = spans("09:00", "12:00");
        visits = visits("09:30", "10:00");
        buffers = spans("10:00", "10:15");
        assertThat(overridden("10:05")).isNull();
        assertThat(overridden("09:45")).isEqualTo(SLOT_TAKEN);
        now = tuesday("09:30").minusMillis(1);
        assertThat(overridden("09:00")).as("a walk-in").isNull();
        now = tuesday("09:30");
        assertThat(overridden("09:00")).isEqualTo(IN_PAST);
    }

    private @Nullable NotBookable overridden(String time) {
        Wish wish = new Wish(DOCTOR, LONDON, TimeRange.starting(tuesday(time), Duration.ofMinutes(30)));
        return new RuleBook(facts(null)).judgeOverridden(wish).orElse(null);
    }

    @Test
    void theGapIsTheLargerOfTheTwoBuffers() {
        terms = terms(15, 10, 0, false);
        visits = visits("09:00", "09:30");
        buffers = spans("09:30", "09:45");
        assertThat(at("09:30", 15, 5)).isEqualTo(BUFFER);
        assertThat(at("09:40", 15, 5)).isEqualTo(BUFFER);
        assertThat(at("09:45", 15, 5)).isNull();
        buffers = Spans.NONE;
        assertThat(at("09:35", 15, 5)).isEqualTo(BUFFER);
        assertThat(at("09:40", 15, 5)).isNull();
    }

    @Test
    void aPatientIsInOnePlaceAtATime() {
        patient = new PatientFacts(List.of(range("09:15", "09:45")), 1, false);
        assertThat(at("09:00")).isEqualTo(PATIENT_BUSY);
        assertThat(at("10:00")).isNull();
    }

    @Test
    void aVisitThatNeedsARoomNeedsAFreeOne() {
        roomTaken = spans("09:00", "09:30");
        assertThat(at("09:00")).isNull();
        terms = terms(30, 0, 0, true);
        assertThat(at("09:00")).isEqualTo(ROOM_BUSY);
        assertThat(at("09:30")).isNull();
    }

    @Test
    void aPatientHasOnlySoManyAheadAndOnOneDay() {
        patient = new PatientFacts(List.of(), 10, false);
        assertThat(at("09:00")).isEqualTo(LIMIT_REACHED);
        patient = new PatientFacts(
                List.of(range("13:00", "13:30"), range("14:00", "14:30"), range("15:00", "15:30")), 3, false);
        assertThat(at("09:00")).isEqualTo(LIMIT_REACHED);
    }

    @Test
    void onlyTheLengthsThatAreAllowedCanBeHad() {
        assertThat(at("09:00", 45)).isEqualTo(DURATION_NOT_ALLOWED);
    }

    @Test
    void whoDoesNotOfferTheVisitHereIsNotAsked() {
        Wish elsewhere = new Wish(
                DOCTOR,
                new LocationId(UUID.randomUUID()),
                TimeRange.starting(tuesday("09:00"), Duration.ofMinutes(30)));
        assertThat(new RuleBook(facts(null)).judge(elsewhere)).contains(NOT_OFFERED);
    }

    @Test
    void everyListedTimeCanBeHadAndEveryOtherCannot() {
        visits = visits("09:30", "10:00");
        terms = terms(30, 0, 10, false);
        buffers = spans("10:00", "10:10");
        Facts facts = facts(null);
        List<Instant> listed = new FreeTimes(facts)
                .starting(range("00:00", "23:59"), null, null, 100).stream()
                        .map(wish -> wish.visit().start())
                        .toList();

        assertThat(listed).isNotEmpty();
        for (Instant start = tuesday("00:00"); start.isBefore(tuesday("23:00")); start = start.plusSeconds(60)) {
            Wish wish = new Wish(DOCTOR, LONDON, TimeRange.starting(start, Duration.ofMinutes(30)));
            assertThat(new RuleBook(facts).judge(wish).isEmpty()).isEqualTo(listed.contains(start));
        }
    }

    private @Nullable NotBookable at(String time) {
        return at(time, 30);
    }

    private @Nullable NotBookable at(String time, int minutes) {
        return judge(time, minutes, null);
    }

    private @Nullable NotBookable at(String time, int minutes, int step) {
        return judge(time, minutes, Duration.ofMinutes(step));
    }

    @Test
    void anExplanationAsksEveryRuleInOrderAndFailsFirstWhereTheJudgementDoes() {
        visits = visits("09:30", "10:00");
        closed = spans("11:30", "12:00");
        Random lot = new Random(7);
        for (int i = 0; i < 500; i++) {
            Instant start = tuesday("08:00").plus(Duration.ofMinutes(lot.nextInt(300)));
            RuleBook rules = new RuleBook(facts(null));

            Explanation explanation = rules.explain(DOCTOR, null, start, null);

            assertThat(explanation.rules()).extracting(Explanation.Rule::code).containsExactly(NotBookable.values());
            assertThat(explanation.rules())
                    .allSatisfy(rule -> assertThat(rule.detail()).endsWith("."));
            assertThat(explanation.rules().stream()
                            .filter(rule -> !rule.passed())
                            .map(Explanation.Rule::code)
                            .findFirst())
                    .as(start.toString())
                    .isEqualTo(rules.judge(new Wish(DOCTOR, LONDON, TimeRange.starting(start, terms.usualDuration()))));
        }
    }

    @Test
    void aBlockedPatientHasNoTimes() {
        patient = new PatientFacts(List.of(), 0, true);
        assertThat(at("09:00")).isEqualTo(PATIENT_BLOCKED);
    }

    @Test
    void aStartIsOnTheGridToTheNanosecond() {
        Wish close =
                new Wish(DOCTOR, LONDON, TimeRange.starting(tuesday("09:00").plusNanos(400), Duration.ofMinutes(30)));
        RuleBook rules = new RuleBook(facts(null));
        assertThat(rules.judge(close)).contains(OFF_GRID);
        assertThat(rules.judgeOverridden(close)).contains(OFF_GRID);
    }

    @Test
    void aVisitInTheGapKeepsItsOwnGapOnTheOtherSide() {
        terms = terms(30, 5, 15, false);
        visits = visits("09:00", "09:30");
        buffers = spans("09:30", "09:45");
        Wish urgent = new Wish(DOCTOR, LONDON, TimeRange.starting(tuesday("09:30"), Duration.ofMinutes(30)));
        assertThat(new RuleBook(facts(null)).gap(urgent))
                .isEqualTo(new Gap(Duration.ZERO, Duration.ofMinutes(15), true));
        Wish usual = new Wish(DOCTOR, LONDON, TimeRange.starting(tuesday("11:00"), Duration.ofMinutes(30)));
        assertThat(new RuleBook(facts(null)).gap(usual))
                .isEqualTo(new Gap(Duration.ofMinutes(5), Duration.ofMinutes(15), false));
    }

    @Test
    void anExplanationTellsHoursOfAnExceptionFromThoseOfTheWeek() {
        assertThat(hoursTold()).isEqualTo("The doctor's hours there: Tue 24 Nov 09:00 to Tue 24 Nov 12:00.");
        WorkingException extra = exception(new Stretch(LocalTime.of(14, 0), LocalTime.of(16, 0)));
        exceptions = List.of(extra);
        assertThat(hoursTold())
                .isEqualTo("The doctor's hours there, extra ones of this date among them:"
                        + " Tue 24 Nov 09:00 to Tue 24 Nov 12:00, Tue 24 Nov 14:00 to Tue 24 Nov 16:00.");
        exceptions = List.of(extra, exception(null));
        assertThat(hoursTold())
                .isEqualTo("Other hours hold there on this date, instead of the week's:"
                        + " Tue 24 Nov 14:00 to Tue 24 Nov 16:00.");
        exceptions = List.of(exception(null));
        assertThat(hoursTold()).isEqualTo("The doctor has no hours there on this date, unlike in the week.");
    }

    private String hoursTold() {
        return detail(
                new RuleBook(facts(null)).explain(DOCTOR, LONDON, tuesday("09:30"), null), NotBookable.OUTSIDE_HOURS);
    }

    private static WorkingException exception(@Nullable Stretch hours) {
        return new WorkingException(UUID.randomUUID(), DOCTOR, LONDON, LocalDate.of(2026, 11, 24), hours);
    }

    @Test
    void anExplanationNamesTheValueAndWhereItIsSet() {
        visits = visits("09:30", "10:00");

        Explanation taken = new RuleBook(facts(null)).explain(DOCTOR, LONDON, tuesday("09:30"), null);

        assertThat(taken.bookable()).isFalse();
        assertThat(detail(taken, NotBookable.SLOT_TAKEN)).isEqualTo("Taken: Tue 24 Nov 09:30 to Tue 24 Nov 10:00.");
        policy = SamplePolicy.policy(Map.of(
                PolicyRule.LEAD_TIME,
                120,
                PolicyRule.HORIZON,
                1,
                PolicyRule.TRAVEL,
                45,
                PolicyRule.MAX_PER_DOCTOR_PER_DAY,
                1));
        Explanation told = new RuleBook(facts(null)).explain(DOCTOR, LONDON, tuesday("09:30"), null);
        assertThat(detail(told, NotBookable.TOO_SOON)).startsWith("The clinic sets a lead time of 2 hours: from ");
        assertThat(detail(told, NotBookable.TOO_FAR)).startsWith("The clinic sets a horizon of 1 day: until ");
        assertThat(detail(told, NotBookable.TRAVEL))
                .startsWith("The clinic sets 45 minutes of travel between places. ");
        assertThat(detail(told, NotBookable.LIMIT_REACHED))
                .contains("The clinic sets at most 1 visit a day for a doctor. ");
        assertThat(detail(taken, NotBookable.ON_BREAK)).contains("Tue 24 Nov 10:30 to Tue 24 Nov 10:45");
        assertThat(new RuleBook(facts(null))
                        .explain(DOCTOR, new LocationId(UUID.randomUUID()), tuesday("09:30"), null)
                        .rules())
                .extracting(Explanation.Rule::code)
                .containsExactly(NotBookable.NOT_OFFERED);
    }

    private static String detail(Explanation explanation, NotBookable code) {
        return explanation.rules().stream()
                .filter(rule -> rule.code() == code)
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private @Nullable NotBookable judge(String time, int minutes, @Nullable Duration step) {
        Wish wish = new Wish(DOCTOR, LONDON, TimeRange.starting(tuesday(time), Duration.ofMinutes(minutes)));
        return new RuleBook(facts(step)).judge(wish).orElse(null);
    }

    private Facts facts(@Nullable Duration step) {
        WorkingPattern pattern = new WorkingPattern(
                LONDON,
                DayOfWeek.TUESDAY,
                LocalTime.of(9, 0),
                LocalTime.of(12, 0),
                List.of(new Break(LocalTime.of(10, 30), LocalTime.of(10, 45))),
                null,
                null,
                step);
        List<Shift> shifts = new Timetable(List.of(pattern), exceptions)
                .shifts(
                        LONDON,
                        zone,
                        new TimeRange(
                                tuesday("00:00").minus(Duration.ofDays(1)),
                                tuesday("00:00").plus(Duration.ofDays(2))));
        return new Facts(
                now,
                Map.of(LONDON, new Place(LONDON, zone, closed, List.of(new RoomFacts(ROOM, roomTaken)))),
                Map.of(DOCTOR, new DoctorFacts(Map.of(LONDON, terms), policy, shifts, absent, visits, buffers)),
                patient);
    }

    private static Terms terms(int minutes, int before, int after, boolean room) {
        return new Terms(
                List.of(Duration.ofMinutes(minutes)),
                Duration.ofMinutes(before),
                Duration.ofMinutes(after),
                true,
                room,
                null);
    }

    private static List<Visit> visits(String from, String to) {
        return List.of(new Visit(LONDON, range(from, to)));
    }

    private static Spans spans(String from, String to) {
        return Spans.of(List.of(range(from, to)));
    }

    private static TimeRange range(String from, String to) {
        return new TimeRange(tuesday(from), tuesday(to));
    }

    private static Instant tuesday(String time) {
        return Instant.parse("2026-11-24T" + time + ":00Z");
    }
}
