package clinic.web.staff;

import clinic.availability.Slot;
import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Free times of a week, by day and then by doctor and place.
 *
 * @param from the first of the seven days
 * @param next the first free time after an empty week; absent when there is none in sight
 */
public record TimesTable(
        LocalDate from, List<Day> days, @Nullable LocalDate next) {

    public boolean isEmpty() {
        return days.isEmpty();
    }

    /** The free times of one date, at the places' own clocks. */
    public record Day(LocalDate date, List<Row> rows) {}

    /** One doctor at one place on one day. */
    public record Row(Doctor doctor, Location location, List<Time> times) {}

    /** @param value what a form posts for it */
    public record Time(Slot slot, String value) {}
}
