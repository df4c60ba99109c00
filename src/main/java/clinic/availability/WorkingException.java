package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A date on which a doctor's week does not hold at one location. A date may have several, which then are all its hours.
 *
 * @param date on the location's clock
 * @param hours absent means closed: no hours there that day; starts keep the distance that the first hours of that weekday set
 */
public record WorkingException(
        UUID id,
        DoctorId doctor,
        LocationId location,
        LocalDate date,
        @Nullable Stretch hours) {

    /**
     * Hours on the location's clock, in whole minutes.
     *
     * @param to at or before {@code from} means on the following day
     */
    public record Stretch(LocalTime from, LocalTime to) {}
}
