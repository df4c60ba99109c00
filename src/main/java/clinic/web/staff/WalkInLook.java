package clinic.web.staff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Who has come and for what; ids only, so that it can stand in an address. */
public record WalkInLook(
        @Nullable UUID patient,
        @Nullable UUID type,
        @Nullable UUID location) {

    public String address(UUID onePatient) {
        var address = UriComponentsBuilder.fromPath("/admin/walk-in").queryParam("patient", onePatient);
        fields().forEach(address::queryParam);
        return address.build().toUriString();
    }

    /** What a form carries on beside the patient, by the names of its fields. */
    public Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        if (type != null) {
            fields.put("type", type.toString());
        }
        if (location != null) {
            fields.put("location", location.toString());
        }
        return fields;
    }
}
