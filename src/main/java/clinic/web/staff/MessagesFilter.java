package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.notification.Notifications.Search;
import clinic.notification.Notifications.State;
import clinic.patients.Patient;
import clinic.patients.Patients;
import clinic.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which messages an admin looks for, as the form above the list has it.
 *
 * @param q the id of an appointment, or what a patient is found by: name, address or number
 * @param from the first day, on the clock the page goes by
 * @param to the last day
 */
public record MessagesFilter(
        @Nullable String q,
        @Nullable State state,
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    private static final int MOST = 100;

    /** At most a hundred patients are looked at, in the order of their names. */
    Search search(Actor admin, Patients patients, ZoneId zone) {
        String words = q == null ? "" : q.strip();
        UUID appointment = id(words);
        return new Search(
                state,
                blankIsNull(purpose),
                blankIsNull(channel),
                appointment == null ? null : new AppointmentId(appointment),
                words.isEmpty() || appointment != null ? null : recipients(patients.search(admin, words, MOST)),
                start(from, zone),
                start(to == null ? null : to.plusDays(1), zone));
    }

    /** What a patient is told of visits goes to the record, what is said of the account to the account. */
    private static List<UUID> recipients(List<Patient> found) {
        return found.stream()
                .flatMap(patient -> patient.account() == null
                        ? Stream.of(patient.id().value())
                        : Stream.of(patient.id().value(), patient.account().value()))
                .toList();
    }

    private static @Nullable UUID id(String words) {
        try {
            return words.length() == 36 ? UUID.fromString(words) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String blankIsNull(@Nullable String chosen) {
        return chosen == null || chosen.isBlank() ? null : chosen;
    }

    private static @Nullable Instant start(@Nullable LocalDate date, ZoneId zone) {
        return date == null ? null : date.atStartOfDay(zone).toInstant();
    }

    /** The address of the list under this filter, from the message that the page before ended with. */
    String address(UUID before) {
        var address = UriComponentsBuilder.fromPath("/admin/messages");
        add(address, "q", blankIsNull(q));
        add(address, "state", state);
        add(address, "purpose", blankIsNull(purpose));
        add(address, "channel", blankIsNull(channel));
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
