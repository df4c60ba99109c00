package clinic.web.staff;

import clinic.emergency.EmergencyAccess.Access;
import clinic.patients.Patient;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the records that doctors opened in an emergency.
 *
 * @param all whether those are among them that somebody has looked into
 * @param next what the next page continues after; absent on the last
 */
public record EmergenciesPage(
        List<Row> rows, boolean all, ZoneId zone, @Nullable UUID next) {

    /**
     * @param reviewer who has looked into it
     * @param typed what was typed as the note and could not be kept
     */
    public record Row(
            Access access,
            String doctor,
            Patient patient,
            @Nullable String reviewer,
            @Nullable String typed) {}
}
