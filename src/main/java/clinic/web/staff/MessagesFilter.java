package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.notification.Notifications.Search;
import clinic.notification.Notifications.State;
import clinic.patients.Patient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which messages an admin looks for. In an address it carries ids, words of ours and dates only, never a name.
 *
 * @param from the first day, on the clock the page goes by
 * @param to the last day
 */
public record MessagesFilter(
        @Nullable UUID patient,
        @Nullable UUID appointment,
        @Nullable State state,
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** The same about anybody and any visit. */
    public MessagesFilter aboutAnybody() {
        return new MessagesFilter(null, null, state, purpose, channel, from, to);
    }

    public MessagesFilter of(UUID onePatient) {
        return new MessagesFilter(onePatient, null, state, purpose, channel, from, to);
    }

    MessagesFilter about(UUID oneAppointment) {
        return new MessagesFilter(null, oneAppointment, state, purpose, channel, from, to);
    }

    /** @param recipient the patient it names */
    Search search(@Nullable Patient recipient, ZoneId zone) {
        return new Search(
                state,
                Typed.text(purpose),
                Typed.text(channel),
                appointment == null ? null : new AppointmentId(appointment),
                recipient == null ? null : recipients(recipient),
                start(from, zone),
                start(to == null ? null : to.plusDays(1), zone));
    }

    /** What a patient is told of visits goes to the record, what is said of the account to the account. */
    private static List<UUID> recipients(Patient patient) {
        UUID itself = patient.id().value();
        return patient.account() == null
                ? List.of(itself)
                : List.of(itself, patient.account().value());
    }

    private static @Nullable Instant start(@Nullable LocalDate date, ZoneId zone) {
        return date == null ? null : date.atStartOfDay(zone).toInstant();
    }

    /** The address of the list under this filter, on the page after this message. */
    public String address(@Nullable UUID before) {
        var address = UriComponentsBuilder.fromPath("/admin/messages");
        add(address, "patient", patient);
        add(address, "appointment", appointment);
        add(address, "state", state);
        add(address, "purpose", Typed.text(purpose));
        add(address, "channel", Typed.text(channel));
        add(address, "from", from);
        add(address, "to", to);
        add(address, "before", before);
        return address.build().encode().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }
}
