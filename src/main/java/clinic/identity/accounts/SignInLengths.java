package clinic.identity.accounts;

import clinic.shared.Actor.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** For how long somebody stays signed in at most, however busy. */
@Component
class SignInLengths {

    private final Duration staff;
    private final Duration patients;
    private final Clock clock;

    SignInLengths(
            @Value("${clinic.session-length.staff:12h}") Duration staff,
            @Value("${clinic.session-length.patients:30d}") Duration patients,
            Clock clock) {
        this.staff = staff;
        this.patients = patients;
        this.clock = clock;
    }

    boolean isWithin(Role role, Instant began) {
        return began.plus(role == Role.PATIENT ? patients : staff).isAfter(clock.instant());
    }
}
