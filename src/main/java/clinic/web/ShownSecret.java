package clinic.web;

import clinic.identity.SecondFactors;
import clinic.identity.SecondFactors.Confirmation;
import clinic.identity.SecondFactors.Enrolment;
import clinic.identity.SecondFactors.WrongCode;
import clinic.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which secret for an app this browser was shown: it confirms that one and is shown no other browser's, so that whoever has
 * found out a password never shares an app with its owner.
 */
@Component
class ShownSecret {

    private static final String SHOWN = "enrolment";

    private final SecondFactors factors;

    ShownSecret(SecondFactors factors) {
        this.factors = factors;
    }

    Enrolment make(Actor owner, HttpServletRequest request) {
        return remembered(factors.enrolment(owner), request);
    }

    /** As it was shown, or a new one when it counts no more. */
    Enrolment again(Actor owner, HttpServletRequest request) {
        UUID shown = shown(request);
        return shown == null ? make(owner, request) : remembered(factors.enrolment(owner, shown), request);
    }

    Confirmation confirm(Actor owner, String code, HttpServletRequest request) {
        UUID shown = shown(request);
        return shown == null ? new WrongCode() : factors.confirm(owner, shown, code, request.getRemoteAddr());
    }

    private static Enrolment remembered(Enrolment enrolment, HttpServletRequest request) {
        request.getSession().setAttribute(SHOWN, enrolment.id().toString());
        return enrolment;
    }

    private static @Nullable UUID shown(HttpServletRequest request) {
        return request.getSession().getAttribute(SHOWN) instanceof String id ? UUID.fromString(id) : null;
    }
}
