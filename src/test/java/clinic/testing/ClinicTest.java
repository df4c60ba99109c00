package clinic.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on a port of its own, with a {@link TestDatabase}, a {@link TestClock}, no demo clinic and no
 * message relay or sealer running by itself; limits only for who signs in, whose passwords are hashed quickly. Classes that add no configuration share one application and one database: use fresh
 * ids and count only your own rows. A class with {@code @TestPropertySource} gets an application of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "clinic.demo=false",
            "clinic.announce=false",
            // Most tests are about doctors and admins at work; that they need a second factor, SecondFactorPagesTest
            // says.
            "clinic.second-factor=asked",
            "clinic.test.quick-hashing=true",
            "clinic.relay.enabled=false",
            "clinic.expiry.enabled=false",
            "clinic.limits=sign-in",
            "clinic.sealing.enabled=false",
            "clinic.purge.enabled=false",
            // Some tests put the clock far ahead, where all that others are signed in with has ended.
            "clinic.housekeeping.after=P1D",
            "spring.main.log-startup-info=false"
        })
@ContextConfiguration(initializers = ClinicTestInitializer.class)
@ExtendWith(TestClockReset.class)
public @interface ClinicTest {}
