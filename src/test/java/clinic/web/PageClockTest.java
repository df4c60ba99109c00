package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.directory.Location;
import clinic.directory.LocationId;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageClockTest {

    private static final Location OLDEST = place("018f0000-0000-7000-8000-000000000000", "Europe/London");
    private static final Location NEWEST = place("019f0000-0000-7000-8000-000000000000", "Asia/Kolkata");

    @Test
    void aPageAboutNoPlaceGoesOnTheClockOfTheOneThatTheClinicHasHadForLongest() {
        assertThat(PageClock.of(List.of(NEWEST, OLDEST), null)).isEqualTo(OLDEST.zone());
    }

    @Test
    void aPageAboutAPlaceGoesOnItsClock() {
        assertThat(PageClock.of(List.of(NEWEST, OLDEST), NEWEST.id().value())).isEqualTo(NEWEST.zone());
    }

    @Test
    void aClinicWithoutPlacesHasNoClockOfItsOwn() {
        assertThat(PageClock.of(List.of(), null)).isEqualTo(ZoneId.of("UTC"));
    }

    private static Location place(String id, String zone) {
        return new Location(new LocationId(UUID.fromString(id)), "Clinic", ZoneId.of(zone), "1 Quay Street", "+44 1");
    }
}
