package clinic.directory;

import java.util.List;

/**
 * All that the directory says that bears on one kind of visit.
 *
 * @param locations all of them, whether anybody gives it there or not
 * @param rooms none where the type needs none
 * @param closures those that touch the time asked about
 * @param policies of other types and doctors than those asked for nothing is said
 */
public record Offering(
        AppointmentType type,
        List<Offer> offers,
        List<Location> locations,
        List<Room> rooms,
        List<Closure> closures,
        Policies policies) {

    /** Who gives it, each once. */
    public List<DoctorId> doctors() {
        return offers.stream().map(Offer::doctor).distinct().toList();
    }
}
