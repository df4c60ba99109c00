package clinic.web;

import clinic.identity.SecondFactors.Enrolment;
import org.jspecify.annotations.Nullable;

/**
 * What the pages show that hand an app its secret.
 *
 * @param secret in groups of four, for typing
 * @param action where the first code is sent
 * @param wrong whether the last code was not right
 * @param retrySeconds how long to wait after too many codes, else 0
 * @param continueTo where it goes on afterwards
 * @param form what had been sent there, encoded as forms are; empty when it is a page
 */
public record EnrolView(
        QrSquare square,
        String secret,
        String action,
        boolean wrong,
        long retrySeconds,
        @Nullable String continueTo,
        String form) {

    static EnrolView of(
            Enrolment enrolment,
            String action,
            boolean wrong,
            long retrySeconds,
            @Nullable String continueTo,
            String form) {
        return new EnrolView(
                QrSquare.of(enrolment.uri()),
                enrolment.secret().replaceAll("(.{4})(?!$)", "$1 "),
                action,
                wrong,
                retrySeconds,
                continueTo,
                form);
    }
}
