package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.shared.TimeRange;
import java.time.ZoneId;

/**
 * A time that can be picked. Computed, never stored.
 *
 * @param zone the location's, in which the time is shown
 * @param instant whether it books at once, or waits for approval
 */
public record Slot(DoctorId doctor, LocationId location, TypeId type, TimeRange during, ZoneId zone, boolean instant) {}
