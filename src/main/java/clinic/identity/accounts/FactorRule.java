package clinic.identity.accounts;

import clinic.platform.CannotStart;
import clinic.shared.Actor.Role;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who must show a second factor: property {@code clinic.second-factor}. Without it the demo clinic asks nobody, so that its
 * sign-ins, which everybody knows, work by password alone, and every other clinic requires it of doctors and admins.
 */
@Component
class FactorRule {

    private enum Wanted {
        /** Nobody is asked, even with a second factor. */
        OFF,
        /** Who has one is asked for it. */
        ASKED,
        /** As {@link #ASKED}, and doctors and admins must have one. */
        REQUIRED
    }

    private final Wanted wanted;

    FactorRule(@Value("${clinic.second-factor:}") String said, @Value("${clinic.demo:false}") boolean demo) {
        this.wanted = said.isBlank() ? demo ? Wanted.OFF : Wanted.REQUIRED : parse(said);
    }

    private static Wanted parse(String said) {
        try {
            return Wanted.valueOf(said.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(
                    "The setting clinic.second-factor is neither required, asked nor off.",
                    "Give one of the three, or leave it out: then doctors and admins need a second factor.");
        }
    }

    boolean isAsked() {
        return wanted != Wanted.OFF;
    }

    boolean isRequiredOf(Role role) {
        return wanted == Wanted.REQUIRED && (role == Role.DOCTOR || role == Role.ADMIN);
    }
}
