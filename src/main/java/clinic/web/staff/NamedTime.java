package clinic.web.staff;

import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.Instant;

/** A time that somebody at the desk wants, with whom and where, free or not. */
public record NamedTime(Instant start, Doctor doctor, Location location) {}
