package clinic.availability.domain;

import clinic.availability.ClaimId;
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
 */
public interface Ledger {

    /** Waits for these calendars in the order of their ids and keeps them until the transaction ends. */
    void lock(Collection<UUID> calendars);

    /** As {@link #lock}, for every doctor there is. */
    void lockAllDoctors();

    boolean takePatient(ClaimId claim, PatientId patient, TimeRange visit);

    /** Takes the visit and the buffers around it. */
    boolean takeDoctor(ClaimId claim, Wish wish, Terms terms);

    boolean takeRoom(ClaimId claim, RoomId room, TimeRange visit);

    void release(ClaimId claim);

    Map<DoctorId, DoctorTime> doctorTime(Collection<DoctorId> doctors, TimeRange range);

    Map<RoomId, List<TimeRange>> roomTime(Collection<RoomId> rooms, TimeRange range);

    List<TimeRange> patientTime(PatientId patient, TimeRange range);

    /** How many of a patient's visits end after this instant. */
    int open(PatientId patient, Instant now);

    /** Visits that end after this instant. */
    List<StandingVisit> standing(DoctorId doctor, Instant now);

    /** Visits of every doctor that touch the range, at one location or at all. */
    List<ClaimId> visits(@Nullable LocationId location, TimeRange range);

    /** What is taken of a doctor. */
    record DoctorTime(List<TimeRange> visits, List<TimeRange> buffers) {

        public static final DoctorTime NONE = new DoctorTime(List.of(), List.of());
    }

    /** A visit in the ledger, by its claim. */
    record StandingVisit(ClaimId claim, LocationId location, TimeRange visit) {}
}
