package clinic.availability;

import clinic.directory.DoctorId;
import org.jspecify.annotations.Nullable;

/**
 * How soon a doctor can be had for a kind of visit, by the field's measure: the third free time, as the first two are often
 * what somebody has just called off.
 *
 * @param days from today until the date of the third free time, on its place's calendar; absent when there are fewer than
 *     three within {@link Availability#LOOKED_AHEAD}
 */
public record NextAvailable(DoctorId doctor, @Nullable Integer days) {}
