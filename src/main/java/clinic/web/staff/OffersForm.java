package clinic.web.staff;

import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a doctor offers, as typed: a row for each offer, and an unticked one for each type without. */
public record OffersForm(@Nullable List<Row> rows) {

    /**
     * @param location empty means wherever the doctor works
     * @param durations minutes with commas between them; empty means as the type says
     * @param instant YES, NO, or empty for as the type says
     */
    public record Row(
            @Nullable String type,
            @Nullable Boolean offered,
            @Nullable String location,
            @Nullable String durations,
            @Nullable String before,
            @Nullable String after,
            @Nullable String instant) {}

    static OffersForm of(List<AppointmentType> types, List<Offer> offers) {
        var rows = new ArrayList<Row>();
        for (AppointmentType type : types) {
            List<Offer> mine =
                    offers.stream().filter(o -> o.type().equals(type.id())).toList();
            mine.forEach(o -> rows.add(row(o)));
            if (mine.isEmpty()) {
                rows.add(new Row(type.id().value().toString(), false, null, null, null, null, null));
            }
        }
        return new OffersForm(rows);
    }

    private static Row row(Offer offer) {
        Boolean instant = offer.instant();
        List<Duration> durations = offer.durations();
        LocationId location = offer.location();
        return new Row(
                offer.type().value().toString(),
                true,
                location == null ? null : location.value().toString(),
                durations == null
                        ? null
                        : durations.stream()
                                .map(d -> String.valueOf(d.toMinutes()))
                                .collect(Collectors.joining(", ")),
                minutes(offer.bufferBefore()),
                minutes(offer.bufferAfter()),
                instant == null ? null : instant ? "YES" : "NO");
    }

    private static @Nullable String minutes(@Nullable Duration duration) {
        return duration == null ? null : String.valueOf(duration.toMinutes());
    }

    public List<Row> shown() {
        return rows == null ? List.of() : rows;
    }

    List<Offer> read(DoctorId doctor) {
        var typed = new Typed();
        var offers = new ArrayList<Offer>();
        for (int n = 0; n < shown().size(); n++) {
            Row row = shown().get(n);
            if (Boolean.TRUE.equals(row.offered())) {
                offers.add(read(doctor, row, "rows[" + n + "].", typed));
            }
        }
        typed.check();
        return offers;
    }

    private static Offer read(DoctorId doctor, Row row, String prefix, Typed typed) {
        return new Offer(
                doctor,
                new TypeId(typed.id(prefix + "type", row.type(), "a type")),
                Typed.text(row.location()) == null
                        ? null
                        : new LocationId(typed.id(prefix + "location", row.location(), "a place")),
                Typed.text(row.durations()) == null
                        ? null
                        : typed.lengths(prefix + "durations", row.durations(), "the lengths"),
                typed.optionalMinutes(prefix + "before", row.before(), "the minutes before"),
                typed.optionalMinutes(prefix + "after", row.after(), "the minutes after"),
                Typed.text(row.instant()) == null ? null : Boolean.valueOf("YES".equals(row.instant())));
    }
}
