package clinic.availability;

import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.ZoneId;
import java.util.List;

/**
 * The hours of a doctor on one date, by the week or an exception from it, as instants. Computed, never stored; absences and closures are not taken off.
 *
 * @param zone the location's, on whose wall clock they were set
 * @param hours breaks included, soonest first; more than one where a clock change cuts or repeats them
 * @param breaks soonest first
 */
public record WorkingHours(LocationId location, ZoneId zone, List<TimeRange> hours, List<TimeRange> breaks) {}
