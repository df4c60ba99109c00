package clinic.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.Status;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("zones")
class DiaryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    /** Every eleventh day of a year, at another hour each time. */
    static Stream<Instant> days() {
        return Stream.iterate(NOW, day -> day.plus(Duration.ofHours(11 * 24 + 7)))
                .limit(33);
    }

    @Test
    void theSameSeedAndMomentGiveTheSameDiary() {
        assertThat(diary(NOW, 7)).isEqualTo(diary(NOW, 7));
        assertThat(diary(NOW, 7)).isNotEqualTo(diary(NOW, 8));
    }

    @Test
    void laterOnTheSameDayNothingThatHappenedBeforeIsDifferent() {
        List<Visit> morning = new Diary(0, List.of(), NOW, 7).visits();
        List<Visit> evening = new Diary(0, List.of(), NOW.plus(Duration.ofHours(10)), 7).visits();
        Map<Integer, Long> before = perDoctor(morning);
        assertThat(perDoctor(evening))
                .allSatisfy((doctor, count) -> assertThat(count)
                        .isBetween(before.getOrDefault(doctor, 0L), before.getOrDefault(doctor, 0L) + 12));
    }

    @ParameterizedTest
    @MethodSource("days")
    void onWhateverDayItIsBuiltThereIsSomethingOfEverything(Instant now) {
        List<Visit> visits = diary(now, DemoClinic.SEED);
        assertThat(visits).hasSizeBetween(2_700, 3_400);
        assertThat(visits.stream().map(Visit::status)).containsAll(EnumSet.complementOf(EnumSet.of(Status.DELETED)));
    }

    @ParameterizedTest
    @MethodSource("days")
    void noDoctorAndNoPatientIsBookedTwice(Instant now) {
        List<Visit> visits = diary(now, DemoClinic.SEED);
        assertThat(visits.stream().collect(groupingBy(Visit::doctor)).values()).allSatisfy(DiaryTest::noneOverlap);
        assertThat(visits.stream().collect(groupingBy(Visit::patient)).values()).allSatisfy(DiaryTest::noneOverlap);
    }

    @ParameterizedTest
    @MethodSource("days")
    void nothingInALifeHappensBeforeItsTimeOrAfterNow(Instant now) {
        assertThat(diary(now, DemoClinic.SEED)).allSatisfy(visit -> {
            List<Instant> moments = visit.life().stream().map(Visit.Act::at).toList();
            assertThat(moments).isSorted().allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(now));
            assertThat(moments.getFirst()).isBefore(visit.start().minus(Duration.ofHours(2)));
        });
    }

    @ParameterizedTest
    @MethodSource("days")
    void requestsWaitForEachDemoDoctor(Instant now) {
        for (int place = 0; place < Premises.PLACES.size(); place++) {
            int doctor = Premises.demoDoctor(place);
            assertThat(diary(now, DemoClinic.SEED))
                    .filteredOn(visit -> visit.doctor() == doctor && visit.status() == Status.PENDING)
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("days")
    void eachDemoPatientComesAgainWaitsForAnAnswerAndHasComeBefore(Instant now) {
        List<Visit> visits = diary(now, DemoClinic.SEED);
        for (int place = 0; place < Premises.PLACES.size(); place++) {
            int patient = place * Diary.PATIENTS_PER_PLACE;
            List<Visit> own =
                    visits.stream().filter(visit -> visit.patient() == patient).toList();
            assertThat(own).extracting(Visit::status).contains(Status.APPROVED, Status.PENDING, Status.COMPLETED);
            assertThat(own)
                    .filteredOn(visit -> visit.status() == Status.APPROVED || visit.status() == Status.PENDING)
                    .allSatisfy(visit -> assertThat(visit.currentStart()).isAfter(now));
        }
    }

    @Test
    void aClosedDayHasNoVisits() {
        TimeRange closed = TimeRange.starting(NOW.minus(Duration.ofHours(20)), Duration.ofDays(3));
        assertThat(new Diary(0, List.of(closed), NOW, 7).visits())
                .noneMatch(visit -> closed.contains(visit.currentStart()));
    }

    private static List<Visit> diary(Instant now, long seed) {
        List<Visit> visits = new ArrayList<>();
        for (int place = 0; place < Premises.PLACES.size(); place++) {
            visits.addAll(new Diary(place, List.of(), now, seed).visits());
        }
        return visits;
    }

    private static Map<Integer, Long> perDoctor(List<Visit> visits) {
        return visits.stream().collect(groupingBy(Visit::doctor, counting()));
    }

    /** Not even the time that a moved visit has left is used again. */
    private static void noneOverlap(List<Visit> visits) {
        List<TimeRange> times = visits.stream()
                .flatMap(visit -> Arrays.stream(new Instant[] {visit.start(), visit.currentStart()})
                        .distinct()
                        .map(start -> TimeRange.starting(start, visit.length())))
                .sorted(Comparator.comparing(TimeRange::start))
                .toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i).overlaps(times.get(i - 1))).isFalse();
        }
    }
}
