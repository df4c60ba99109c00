package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.NextAvailable;
import clinic.directory.DoctorId;
import clinic.web.staff.Overview.ByType;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the overview makes of its figures. */
class OverviewTest {

    private static final DoctorId DOCTOR = new DoctorId(new UUID(0, 1));

    @Test
    void daysAreCountedAsExactlyAsTheyAreShown() {
        List<NextAvailable> tomorrow = Collections.nCopies(24, new NextAvailable(DOCTOR, 1));

        assertThat(ByType.mean(Stream.concat(tomorrow.stream(), Stream.of(new NextAvailable(DOCTOR, 0)))
                        .toList()))
                .as("0.96, which is shown as 1 and is one day")
                .isEqualTo(1.0);
        assertThat(ByType.mean(List.of(new NextAvailable(DOCTOR, null)))).isNull();
    }
}
