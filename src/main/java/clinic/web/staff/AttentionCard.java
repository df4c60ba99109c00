package clinic.web.staff;

import java.util.List;

/**
 * What needs somebody's attention, beside other things on a page.
 *
 * @param base where the reader's pages begin
 * @param count how many there are, 500 at most
 * @param soonest the first few of them, by their start
 */
public record AttentionCard(String base, int count, List<StaffAppointment> soonest) {}
