package clinic.web.staff;

import clinic.directory.Doctor;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seven days of one doctor side by side, all laid out in the same hours of the clock.
 *
 * @param from the first of the days
 * @param zone the clock of the place where the doctor works most
 * @param days none when the doctor neither works nor sees anybody in the week
 */
public record DeskWeek(
        LocalDate from, LocalDate today, ZoneId zone, List<Doctor> doctors, Doctor doctor, List<Day> days) {

    /** @param load booked share of the time in which the doctor could be seen, in percent; absent when there is none */
    public record Day(LocalDate date, @Nullable Integer load, Timeline time) {}

    /** The same doctor in the week that begins on another date. */
    public String address(LocalDate date) {
        return "/admin/desk/week?doctor=" + doctor.id().value() + "&from=" + date;
    }

    /** How tall a minute is, in CSS pixels: as the day that needs most. */
    public String rowHeight() {
        return Timeline.tallest(days.stream().map(Day::time));
    }
}
