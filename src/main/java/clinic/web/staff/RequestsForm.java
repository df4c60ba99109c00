package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.shared.Invalid;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a form for many requests posts.
 *
 * @param request each as {@link #words} writes it
 * @param day the day page to go back to; absent means today's
 */
record RequestsForm(
        @Nullable List<String> request, @Nullable LocalDate day) {

    /** As many as the JSON contract answers at once. */
    static final int MOST = 100;

    /** One of the requests, as it was when the form was drawn. */
    record One(AppointmentId id, int version) {}

    /** How a form names a request in the version that its reader has seen. */
    static String words(StaffAppointment request) {
        return request.id() + "_" + request.view().version();
    }

    /** @throws Invalid when none is named, too many are, or the words are none that a page of ours wrote */
    List<One> read() {
        if (request == null || request.isEmpty()) {
            throw new Invalid("request", "REQUIRED", "Select at least one request.");
        }
        if (request.size() > MOST) {
            throw new Invalid("request", "TOO_MANY", "Answer at most " + MOST + " requests at once.");
        }
        return request.stream().distinct().map(RequestsForm::one).toList();
    }

    private static One one(String words) {
        String[] parts = words.split("_", 3);
        try {
            if (parts.length == 2) {
                return new One(new AppointmentId(UUID.fromString(parts[0])), Integer.parseInt(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw notARequest();
        }
        throw notARequest();
    }

    private static Invalid notARequest() {
        return new Invalid("request", "UNKNOWN", "Select requests of the list.");
    }
}
