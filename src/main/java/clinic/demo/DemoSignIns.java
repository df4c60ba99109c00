package clinic.demo;

import clinic.platform.ReadyNotice;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Tells whoever started the demo clinic how to get in. */
@Component
@ConditionalOnBooleanProperty("clinic.demo")
class DemoSignIns implements ReadyNotice {

    @Override
    public List<String> lines() {
        return List.of(
                "Sign in as admin@demo.example, doctor@demo.example, doctor2@demo.example,",
                "patient@demo.example or patient2@demo.example; the password of all is: " + DemoClinic.PASSWORD);
    }
}
