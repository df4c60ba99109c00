package clinic.web.staff;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every visit that needs attention, a page at a time.
 *
 * @param base where the reader's pages begin
 * @param next the last one shown, when there are more
 */
public record AttentionPage(
        String base,
        List<StaffAppointment> visits,
        @Nullable UUID next) {}
