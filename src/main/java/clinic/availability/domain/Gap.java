package clinic.availability.domain;

import java.time.Duration;

/**
 * What a visit keeps free around itself.
 *
 * @param waived whether the visit itself lies in what a neighbour keeps free; only an admin's does
 */
public record Gap(Duration before, Duration after, boolean waived) {}
