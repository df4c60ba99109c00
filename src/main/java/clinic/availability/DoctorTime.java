package clinic.availability;

import java.util.List;

/**
 * When a doctor works and is away, soonest first.
 *
 * @param hours the dates that touch what was asked for
 * @param absences those that touch it, with their reasons
 */
public record DoctorTime(List<WorkingHours> hours, List<Absence> absences) {}
