package clinic.web.staff;

import clinic.shared.Actor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is to be invited, as typed. @param specialties a doctor's, with commas between them */
public record InvitationForm(
        @Nullable String name,
        @Nullable String email,
        Actor.@Nullable Role role,
        @Nullable String specialties) {

    record Invitation(String name, String email, Actor.Role role, List<String> specialties) {}

    Invitation read() {
        var typed = new Typed();
        String who = typed.required("name", name, "the name");
        String address = typed.required("email", email, "the e-mail address");
        boolean invitable = role == Actor.Role.DOCTOR || role == Actor.Role.ADMIN;
        if (!invitable) {
            typed.wrong("role", "NOT_ALLOWED", "Choose doctor or admin; patients sign up themselves.");
        }
        typed.check();
        return new Invitation(who, address, role == Actor.Role.DOCTOR ? role : Actor.Role.ADMIN, words(specialties));
    }

    /** The parts between commas. */
    static List<String> words(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }
}
