package clinic.web;

import clinic.shared.Actor;
import java.util.List;

/** The sign-ins of the demo clinic, as its sign-in page offers them; outside the demo they do not exist. */
public record DemoSignIn(String email, Actor.Role role) {

    public static final String PASSWORD = "demo clinic sign-in";

    public static final List<DemoSignIn> ALL = List.of(
            new DemoSignIn("patient@demo.example", Actor.Role.PATIENT),
            new DemoSignIn("patient2@demo.example", Actor.Role.PATIENT),
            new DemoSignIn("doctor@demo.example", Actor.Role.DOCTOR),
            new DemoSignIn("doctor2@demo.example", Actor.Role.DOCTOR),
            new DemoSignIn("admin@demo.example", Actor.Role.ADMIN));
}
