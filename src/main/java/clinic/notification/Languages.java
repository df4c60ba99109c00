package clinic.notification;

import clinic.identity.Identity;
import clinic.platform.CannotStart;
import clinic.platform.ClinicLanguage;
import clinic.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is written to in which language: the one of the account, and the clinic's own where there is none we have words in. */
@Component
class Languages {

    private final Identity identity;
    private final Words clinics;

    Languages(Identity identity, ClinicLanguage clinics) {
        if (!Words.isWritten(clinics.tag())) {
            throw new CannotStart(
                    "No messages are written in the language of clinic.language, " + clinics.tag() + ".",
                    "Set clinic.language to one of " + String.join(", ", Words.LANGUAGES) + ".");
        }
        this.identity = identity;
        this.clinics = Words.in(clinics.tag());
    }

    /** For who is signed in. */
    Words of(Actor actor) {
        return of(identity.me(actor).locale());
    }

    /** @param locale of the account; absent for somebody without one */
    Words of(@Nullable String locale) {
        return locale != null && Words.isWritten(locale) ? Words.in(locale) : clinics;
    }
}
