package clinic.web.staff;

import clinic.directory.Doctor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A doctor as typed.
 *
 * @param specialties with commas between them
 * @param email an address to invite; empty for a doctor who will not sign in
 */
public record DoctorForm(
        @Nullable String name,
        @Nullable String specialties,
        @Nullable String email) {

    record Typing(
            String name, List<String> specialties, @Nullable String email) {}

    static DoctorForm empty() {
        return new DoctorForm(null, null, null);
    }

    static DoctorForm of(Doctor doctor) {
        return new DoctorForm(doctor.name(), String.join(", ", doctor.specialties()), null);
    }

    Typing read() {
        var typed = new Typed();
        String who = typed.required("name", name, "the name");
        typed.check();
        return new Typing(who, InvitationForm.words(specialties), Typed.text(email));
    }
}
