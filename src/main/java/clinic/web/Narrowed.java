package clinic.web;

import clinic.availability.PartOfDay;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By what a reader narrows the times of one kind of visit down, as the address says it; what is absent is all the same. */
public record Narrowed(
        @Nullable UUID location,
        @Nullable UUID doctor,
        @Nullable PartOfDay hours) {

    @Nullable LocationId place() {
        return location == null ? null : new LocationId(location);
    }

    @Nullable DoctorId whose() {
        return doctor == null ? null : new DoctorId(doctor);
    }

    Narrowed anywhere() {
        return new Narrowed(null, doctor, hours);
    }

    Narrowed withDoctor(@Nullable DoctorId other) {
        return new Narrowed(location, other == null ? null : other.value(), hours);
    }

    Narrowed withHours(@Nullable PartOfDay other) {
        return new Narrowed(location, doctor, other);
    }

    /** Its words in an address or a form. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (location != null) {
            fields.put("location", location.toString());
        }
        if (doctor != null) {
            fields.put("doctor", doctor.toString());
        }
        if (hours != null) {
            fields.put("hours", hours.name());
        }
        return fields;
    }
}
