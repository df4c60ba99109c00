package clinic.availability.domain;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;

/** A visit that somebody would like. */
public record Wish(DoctorId doctor, LocationId location, TimeRange visit) {}
