package clinic.rights;

import clinic.audit.AccessLog;
import clinic.booking.Status;
import clinic.identity.SignIns;
import clinic.notification.NotificationPreferences;
import clinic.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the clinic knows of one patient, as he is handed it. The names of its parts are the names in the document; instants
 * are in UTC.
 *
 * @param at when it was put together
 */
public record Export(
        Instant at,
        OfAccount account,
        OfRecord record,
        List<Visit> appointments,
        List<Told> notifications,
        List<Way> notificationPreferences,
        List<SignedIn> signIns,
        List<Seen> accessLog,
        List<Asked> erasureRequests,
        List<Correction> corrections,
        List<Consent> textMessageChoices,
        List<Emergency> emergencyAccess) {

    /** What he signs in with. The password is known to nobody. */
    public record OfAccount(
            UUID id,
            String email,
            String name,
            String language,
            @Nullable String zone,
            Instant createdAt) {}

    /** What he is treated under. */
    public record OfRecord(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable LocalDate birthDate,
            boolean blocked,
            @Nullable Restricted restriction) {}

    /** That his record is kept and not used. @param ends when it may be used again, once somebody has said so */
    public record Restricted(
            Instant since, String reason, @Nullable Instant ends) {}

    /** A visit, whatever became of it. @param note what he wrote for the doctor */
    public record Visit(
            UUID id,
            Status status,
            String doctor,
            String location,
            String type,
            Instant start,
            Instant end,
            String zone,
            @Nullable String note,
            Instant createdAt,
            List<Step> history) {}

    /** A step in the life of a visit. @param reason as whoever took it gave it */
    public record Step(
            int number,
            @Nullable Status from,
            Status to,
            Instant at,
            Actor.Role by,
            @Nullable String reason,
            @Nullable Instant oldStart,
            @Nullable Instant newStart) {}

    /** What the clinic told him. */
    public record Told(
            Instant at,
            String kind,
            @Nullable UUID appointmentId,
            String text,
            @Nullable Instant readAt) {}

    /** By which ways he hears of what. */
    public record Way(NotificationPreferences.Kind kind, boolean email, boolean sms) {}

    /** Where he is signed in. */
    public record SignedIn(SignIns.Kind kind, @Nullable String device, Instant began, Instant lastUsed) {}

    /** That his record was corrected. @param field name, email, phone or birthDate */
    public record Correction(
            Instant at,
            Actor.Role by,
            String field,
            @Nullable String before,
            @Nullable String after) {}

    /** That he switched text messages of a kind of news on or off. */
    public record Consent(Instant at, Actor.Role by, NotificationPreferences.Kind kind, boolean sms) {}

    /** That he asked to be erased. @param answer why it was refused */
    public record Asked(
            Instant askedAt,
            LocalDate dueBy,
            Erasures.State state,
            @Nullable String reason,
            @Nullable Instant endedAt,
            @Nullable String answer) {}

    /** Who opened his record or a visit. @param doctor absent for the front desk, and appointmentId for the record itself */
    public record Seen(
            Instant at,
            Actor.Role by,
            @Nullable String doctor,
            @Nullable UUID appointmentId,
            AccessLog.Why why) {}

    /** That a doctor opened his record in an emergency, and until when it was open. @param reviewedAt when the clinic looked into it */
    public record Emergency(
            String doctor,
            String reason,
            Instant begunAt,
            Instant endsAt,
            @Nullable Instant reviewedAt) {}
}
