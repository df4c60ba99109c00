package clinic.web.staff;

import clinic.availability.NextAvailable;
import clinic.booking.AppointmentFigures.Counts;
import clinic.directory.DoctorId;
import clinic.web.staff.Overview.ByDoctor;
import clinic.web.staff.Overview.ByType;
import clinic.web.staff.Overview.Course;
import clinic.web.staff.Overview.Stretch;
import clinic.web.staff.StackedBars.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers behind the charts as files, with the same names of columns in every language. No patient is in them. */
final class FigureFiles {

    private FigureFiles() {}

    static String stretches(List<Stretch> stretches) {
        List<Series> series = List.of(Series.values());
        var file = new StringBuilder(Csv.line(Stream.concat(
                        Stream.of("from", "to"),
                        Stream.concat(
                                series.stream().map(of -> of.name().toLowerCase(Locale.ROOT)), Stream.of("total")))
                .toArray()));
        for (Stretch stretch : stretches) {
            var line = new ArrayList<Object>();
            line.add(stretch.dates().first());
            line.add(stretch.dates().last());
            series.forEach(of -> line.add(of.of(stretch)));
            line.add(series.stream().mapToInt(of -> of.of(stretch)).sum());
            file.append(Csv.line(line.toArray()));
        }
        return file.toString();
    }

    static String utilisation(List<ByDoctor> doctors) {
        var file = new StringBuilder(Csv.line(
                "doctor",
                "visits",
                "booked_minutes",
                "open_minutes",
                "utilisation_percent",
                "due",
                "no_show",
                "no_show_percent"));
        for (ByDoctor of : doctors) {
            Counts counts = of.figures().counts();
            file.append(Csv.line(
                    of.doctor().name(),
                    counts.taking(),
                    counts.booked().toMinutes(),
                    of.figures().open().toMinutes(),
                    rounded(of.figures().utilisation()),
                    counts.due(),
                    counts.missed(),
                    rounded(counts.noShowRate())));
        }
        return file.toString();
    }

    static String course(List<Course> parts) {
        var file = new StringBuilder(Csv.line(
                "from",
                "to",
                "utilisation_percent",
                "no_show_percent",
                "requests_waiting",
                "online_percent",
                "cancelled_late"));
        for (Course part : parts) {
            Counts counts = part.figures().counts();
            file.append(Csv.line(
                    part.dates().first(),
                    part.dates().last(),
                    rounded(part.figures().utilisation()),
                    rounded(counts.noShowRate()),
                    part.waiting(),
                    rounded(counts.onlineShare()),
                    counts.cancelledLate()));
        }
        return file.toString();
    }

    static String hours(FullHours full) {
        var file =
                new StringBuilder(Csv.line("weekday", "hour", "booked_minutes", "open_minutes", "utilisation_percent"));
        for (FullHours.Row row : full.rows()) {
            for (FullHours.Cell cell : row.cells()) {
                file.append(Csv.line(
                        cell.day().name().toLowerCase(Locale.ROOT),
                        cell.hour(),
                        cell.booked().toMinutes(),
                        cell.open().toMinutes(),
                        cell.percent()));
            }
        }
        return file.toString();
    }

    static String ages(AgeColumns ages) {
        var file = new StringBuilder(Csv.line("waited_hours_from", "waited_hours_to", "requests"));
        for (AgeColumns.Column column : ages.columns()) {
            file.append(Csv.line(hours(column.from()), hours(column.to()), column.count()));
        }
        return file.toString();
    }

    private static @Nullable Long hours(@Nullable Duration age) {
        return age == null ? null : age.toHours();
    }

    /** @param names of the doctors */
    static String thirdNext(List<ByType> types, Map<DoctorId, String> names) {
        var file = new StringBuilder(Csv.line("type", "doctor", "days"));
        for (ByType of : types) {
            for (NextAvailable next : of.doctors()) {
                file.append(Csv.line(of.type().name(), names.get(next.doctor()), next.days()));
            }
        }
        return file.toString();
    }

    private static @Nullable Double rounded(@Nullable Double percent) {
        return percent == null ? null : Math.round(percent * 10) / 10.0;
    }
}
