package clinic.testing;

import clinic.identity.accounts.QuickHashing;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Gives each application under test its own database, data folder, clock and hashing. */
class ClinicTestInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        TestDatabase database = TestDatabase.fresh();
        Path data = Path.of("target", "test-data", ProcessHandle.current().pid() + "-" + database.name());
        TestPropertyValues.of(
                        "clinic.database.url=" + database.url(),
                        "clinic.data=" + data,
                        "spring.datasource.hikari.minimum-idle=2")
                .applyTo(context);
        context.registerBean(TestDatabase.class, () -> database);
        context.registerBean("clock", TestClock.class, TestClock::new);
        if (context.getEnvironment().getRequiredProperty("clinic.test.quick-hashing", Boolean.class)) {
            QuickHashing.in(context);
        }
    }
}
