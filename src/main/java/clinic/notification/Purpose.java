package clinic.notification;

import clinic.booking.AppointmentChanged;
import clinic.booking.Party;
import clinic.booking.Status;
import clinic.identity.AccountMailWanted;
import clinic.identity.Identity.LinkPurpose;
import clinic.notification.NotificationPreferences.Kind;
import clinic.shared.Actor.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a message tells. Its name is stored with the message and finds the words in {@code letters.properties}. */
enum Purpose {
    REQUESTED,
    BOOKED,
    APPROVED,
    REJECTED,
    /** The answer to a request before anybody was told of it; nobody is told of this either. */
    TAKEN_BACK,
    /** Nobody answered the request in time. */
    EXPIRED,
    /** A new time that the doctor must still approve. */
    MOVE_REQUESTED,
    /** A new time that stands. */
    MOVED,
    MOVE_APPROVED,
    /** For the doctor whose appointment it was before it was moved to another. */
    HANDED_OVER,
    CANCELLED,
    /** An appointment stays as it is although a change of hours left it outside. */
    KEPT,
    COMPLETED,
    NO_SHOW,
    DELETED,
    /** A visit that stands is near. */
    REMINDER,
    /** A doctor who does not treat the patient opened the record in an emergency. The database writes it. */
    EMERGENCY_ACCESS,

    VERIFY_ADDRESS,
    RESET_PASSWORD,
    INVITATION,
    ALREADY_SIGNED_UP,
    PASSWORD_CHANGED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    RECOVERY_CODES_MADE,
    RECOVERY_CODE_USED,
    PASSKEY_ADDED,
    PASSKEY_REMOVED,
    PROVIDER_LINKED,
    PROVIDER_UNLINKED,
    ROLE_CHANGED,
    SESSIONS_ENDED,
    ERASURE_ASKED,
    ERASURE_REFUSED,
    /** The last mail to somebody who was erased. */
    ERASED,
    RESTRICTED,
    RESTRICTION_ENDS,
    /** What waits for a doctor, each morning. */
    DIGEST;

    static Purpose of(AppointmentChanged changed) {
        if (changed.takesBackAnAnswer()) {
            return TAKEN_BACK;
        }
        Status from = changed.transition().from();
        return switch (changed.transition().to()) {
            case PENDING -> REQUESTED;
            case APPROVED -> from == null ? BOOKED : from == Status.RESCHEDULED ? MOVE_APPROVED : APPROVED;
            case REJECTED -> changed.transition().byRole() == Role.SYSTEM ? EXPIRED : REJECTED;
            case RESCHEDULED -> changed.awaiting() == Party.DOCTOR ? MOVE_REQUESTED : MOVED;
            case CANCELLED -> CANCELLED;
            case COMPLETED -> COMPLETED;
            case NO_SHOW -> NO_SHOW;
            case DELETED -> DELETED;
        };
    }

    static Purpose of(AccountMailWanted.Mail mail) {
        return switch (mail) {
            case VERIFY_ADDRESS -> VERIFY_ADDRESS;
            case RESET_PASSWORD -> RESET_PASSWORD;
            case INVITATION -> INVITATION;
            case ALREADY_SIGNED_UP -> ALREADY_SIGNED_UP;
            case PASSWORD_CHANGED -> PASSWORD_CHANGED;
            case FACTOR_ADDED -> FACTOR_ADDED;
            case FACTOR_REMOVED -> FACTOR_REMOVED;
            case RECOVERY_CODES_MADE -> RECOVERY_CODES_MADE;
            case RECOVERY_CODE_USED -> RECOVERY_CODE_USED;
            case PASSKEY_ADDED -> PASSKEY_ADDED;
            case PASSKEY_REMOVED -> PASSKEY_REMOVED;
            case PROVIDER_LINKED -> PROVIDER_LINKED;
            case PROVIDER_UNLINKED -> PROVIDER_UNLINKED;
            case ROLE_CHANGED -> ROLE_CHANGED;
            case SESSIONS_ENDED -> SESSIONS_ENDED;
            case ERASURE_ASKED -> ERASURE_ASKED;
            case ERASURE_REFUSED -> ERASURE_REFUSED;
            case ERASED -> ERASED;
            case RESTRICTED -> RESTRICTED;
            case RESTRICTION_ENDS -> RESTRICTION_ENDS;
        };
    }

    /** Whether a doctor who did not do it is told by mail too, because his day has changed or an answer is wanted. */
    boolean isMailedToDoctors() {
        return switch (this) {
            case REQUESTED,
                    BOOKED,
                    APPROVED,
                    REJECTED,
                    EXPIRED,
                    MOVE_REQUESTED,
                    MOVED,
                    MOVE_APPROVED,
                    HANDED_OVER,
                    CANCELLED,
                    DELETED -> true;
            default -> false;
        };
    }

    /** Whether a patient who did not do it is told by text message too, because his visit has changed. */
    boolean isTexted() {
        return switch (this) {
            case BOOKED, APPROVED, REJECTED, EXPIRED, MOVED, MOVE_APPROVED, CANCELLED, KEPT, DELETED -> true;
            default -> false;
        };
    }

    /** What kind of news it is for a doctor, who is told only of what others did. */
    Kind kindForDoctor() {
        return this == REQUESTED || this == MOVE_REQUESTED ? Kind.REQUESTS : Kind.CHANGES;
    }

    /** Whether the one who is told can still open the appointment. */
    boolean leavesAPage() {
        return this != DELETED && this != HANDED_OVER;
    }

    /** What the link in the mail is good for; absent where no secret link belongs in it. */
    @Nullable LinkPurpose link() {
        return switch (this) {
            case VERIFY_ADDRESS -> LinkPurpose.VERIFY;
            case RESET_PASSWORD -> LinkPurpose.RESET;
            case INVITATION -> LinkPurpose.INVITE;
            default -> null;
        };
    }

    /** As it stands in the file of words: {@code MOVE_APPROVED} is {@code move-approved}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
