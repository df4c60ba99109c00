package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A date on which a doctor works otherwise than every week at one location: extra hours, or none of the week's. A date may
 * have several; closed and with hours it has these alone.
 *
 * @param date on the location's clock
 * @param hours absent means closed: the week does not hold there that day; starts within extra hours keep the distance that
 *     the first hours of that weekday set
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
