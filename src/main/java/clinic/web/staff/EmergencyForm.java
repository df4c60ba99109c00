package clinic.web.staff;

import clinic.emergency.EmergencyAccess.Wanted;
import org.jspecify.annotations.Nullable;

/** Whose record a doctor wants to open in an emergency, and why, as typed. */
public record EmergencyForm(
        @Nullable String name,
        @Nullable String birthDate,
        @Nullable String reason) {

    static EmergencyForm empty() {
        return new EmergencyForm(null, null, null);
    }

    Wanted read() {
        var typed = new Typed();
        var wanted = new Wanted(
                typed.required("name", name, "the full name"),
                typed.date("birthDate", birthDate, "the date of birth"),
                typed.required("reason", reason, "the reason"));
        typed.check();
        return wanted;
    }
}
