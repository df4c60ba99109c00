package clinic.availability.application;

import clinic.availability.Absence;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ImportedAbsences;
import clinic.availability.ImportedAbsences.Skipped;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes absences of the calendar that a doctor keeps elsewhere, all or none. What the events are about is not kept. */
@Component
class AbsenceImport {

    private static final int LARGEST = 1 << 20;
    private static final String REASON = "Imported";

    private final Directory directory;
    private final Hours hours;
    private final Clock clock;

    AbsenceImport(Directory directory, Hours hours, Clock clock) {
        this.directory = directory;
        this.hours = hours;
        this.clock = clock;
    }

    ScheduleChange<ImportedAbsences> add(Actor actor, DoctorId doctor, String calendar, @Nullable LocationId location) {
        Hours.checkKeeps(actor, doctor);
        ZoneId zone = zone(actor, doctor, location);
        new Invalid.Check()
                .that(
                        calendar.length() <= LARGEST,
                        CalendarFile.FIELD,
                        "TOO_LARGE",
                        "A calendar file has at most 1 MB. Export a shorter time.")
                .done();
        var read = new CalendarAbsences(CalendarFile.read(calendar), zone, clock.instant());
        List<TimeRange> times = read.times();
        ScheduleChange<List<Absence>> change = hours.addAbsences(actor, doctor, times, REASON);
        Map<Skipped, Integer> skipped = new EnumMap<>(Skipped.class);
        skipped.putAll(read.skipped());
        int there = times.size() - change.result().size();
        if (there > 0) {
            skipped.merge(Skipped.ALREADY_THERE, there, Integer::sum);
        }
        return new ScheduleChange<>(new ImportedAbsences(change.result(), skipped, zone), change.leftOutside());
    }

    /** The clock of the location that was named, or of that where the doctor usually is. */
    private ZoneId zone(Actor actor, DoctorId doctor, @Nullable LocationId location) {
        if (location != null) {
            return directory.location(actor, location).zone();
        }
        return hours.usualLocation(actor, doctor)
                .map(Location::zone)
                .orElseThrow(() -> new Invalid("location", "REQUIRED", "Add a location first."));
    }
}
