package clinic.web.staff;

import clinic.web.PickedTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is booked for whom and which times are looked at; ids and times only, so that it can stand in an address.
 *
 * @param time one that is wanted already, as {@link PickedTime} writes it
 */
public record BookingLook(
        @Nullable UUID patient,
        @Nullable UUID type,
        @Nullable Integer minutes,
        @Nullable UUID doctor,
        @Nullable UUID location,
        @Nullable LocalDate from,
        @Nullable String time) {

    public BookingLook of(UUID onePatient) {
        return new BookingLook(onePatient, type, minutes, doctor, location, from, time);
    }

    /** The same, as long as usual when the kind of visit has not the length that was chosen for another. */
    BookingLook lasting(Collection<Duration> lengths) {
        return minutes == null || lengths.contains(Duration.ofMinutes(minutes))
                ? this
                : new BookingLook(patient, type, null, doctor, location, from, time);
    }

    /** The same, with a time that is wanted, in the week from its date on. */
    BookingLook at(LocalDate date, PickedTime wanted) {
        return new BookingLook(patient, type, minutes, doctor, location, date, wanted.toString());
    }

    public String address() {
        var address = UriComponentsBuilder.fromPath("/admin/book");
        fields().forEach(address::queryParam);
        return address.build().toUriString();
    }

    /** What a form carries on, by the names of its fields. */
    public Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, "patient", patient);
        put(fields, "type", type);
        put(fields, "minutes", minutes);
        put(fields, "doctor", doctor);
        put(fields, "location", location);
        put(fields, "from", from);
        put(fields, "time", time);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }
}
