package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.directory.Location;
import clinic.directory.LocationId;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose clock a page over several places goes by. */
class PageClockTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    private final Location quay = place("Quay Street", LONDON);
    private final Location annexe = place("Annexe", KOLKATA);

    @Test
    void ofTwoPlacesTheFirstOpenedGivesItWhateverTheirNamesAre() {
        assertThat(PageClock.of(List.of(annexe, quay), null)).isEqualTo(LONDON);
    }

    @Test
    void mostPlacesGiveItWhicheverWasOpenedFirst() {
        Location bazaar = place("Bazaar", KOLKATA);

        assertThat(PageClock.of(List.of(annexe, bazaar, quay), null)).isEqualTo(KOLKATA);
    }

    @Test
    void aChosenPlaceGivesItself() {
        assertThat(PageClock.of(List.of(annexe, quay), annexe.id().value())).isEqualTo(KOLKATA);
    }

    @Test
    void withoutAPlaceItIsUtc() {
        assertThat(PageClock.of(List.of(), null)).isEqualTo(ZoneId.of("UTC"));
    }

    private static Location place(String name, ZoneId zone) {
        return new Location(new LocationId(UuidCreator.getTimeOrderedEpoch()), name, zone, null, null);
    }
}
