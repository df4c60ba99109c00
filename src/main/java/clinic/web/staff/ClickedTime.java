package clinic.web.staff;

import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.Instant;

/** A time on the board that somebody at the desk books from, free or not. */
public record ClickedTime(Instant start, Doctor doctor, Location location) {}
