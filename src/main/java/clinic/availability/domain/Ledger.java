package clinic.availability.domain;

import clinic.availability.ClaimId;
import clinic.availability.SlotQuery.Moving;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.RoomId;
import clinic.patients.PatientId;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of claimed time. The store behind it refuses any overlap of one doctor, patient or room, whoever writes; each
 * {@code take} says whether the time was had, and never waits in a way that could deadlock.
 *
 * <p>A claim may lapse by itself: whoever takes says when, or nothing for good. What is taken leaves out what has lapsed.
 */
public interface Ledger {

    /** Waits for these calendars in the order of their ids and keeps them until the transaction ends. */
    void lock(Collection<UUID> calendars);

    /** As {@link #lock}, for every doctor there is. */
    void lockAllDoctors();

    boolean takePatient(ClaimId claim, PatientId patient, TimeRange visit, @Nullable Lapse lapse);

    /** Takes the visit and the gap around it. */
    boolean takeDoctor(ClaimId claim, Wish wish, Gap gap, @Nullable Lapse lapse);

    boolean takeRoom(ClaimId claim, RoomId room, TimeRange visit, @Nullable Lapse lapse);

    void release(ClaimId claim);

    /** Clears away what has expired by now of this doctor, this patient and at this location, whoever held it. */
    void letExpiredHoldsGo(DoctorId doctor, PatientId patient, LocationId location, Instant now);

    /** Lets go of what this patient holds, as far as the actor may. */
    void letHoldGo(PatientId patient);

    /** What is taken, in one reading; what has lapsed is not, nor are holds of the patient who asks. */
    Taken taken(Asked asked);

    /** Visits that end after this instant, no holds. */
    List<StandingVisit> standing(DoctorId doctor, Instant now);

    /** Visits of every doctor that touch the range and end after this instant, at one location or at all, no holds. */
    List<StandingVisit> standing(@Nullable LocationId location, TimeRange range, Instant now);

    /**
     * Whose time is asked about.
     *
     * @param patient absent when nobody in particular asks
     * @param moving a visit that is left out, its buffers too
     * @param now decides what has lapsed, and which visits of the patient lie ahead
     * @param asOf as it was at an instant, which is {@code now} then; absent means as it is
     */
    record Asked(
            Collection<DoctorId> doctors,
            Collection<RoomId> rooms,
            @Nullable PatientId patient,
            @Nullable Moving moving,
            TimeRange range,
            Instant now,
            @Nullable Instant asOf) {}

    /** @param patient absent when nobody in particular asks */
    record Taken(
            Map<DoctorId, DoctorTime> doctors,
            Map<RoomId, List<TimeRange>> rooms,
            Facts.@Nullable PatientFacts patient) {}

    /** What is taken of a doctor. */
    record DoctorTime(List<Facts.Visit> visits, List<TimeRange> buffers) {

        public static final DoctorTime NONE = new DoctorTime(List.of(), List.of());
    }

    /** A visit in the ledger, by its claim. */
    record StandingVisit(ClaimId claim, LocationId location, TimeRange visit) {}
}
