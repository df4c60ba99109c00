package clinic.audit;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.SignUp;
import clinic.platform.OwnersView;
import clinic.rights.Erasures;
import clinic.rights.Retention;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Erasing somebody destroys a key and leaves the trail as it is: it holds, and says what the tables say. */
@ClinicTest
@TestPropertySource(properties = "clinic.name=ErasedTrail")
class ErasedTrailTest {

    @Autowired
    Identity identity;

    @Autowired
    Erasures erasures;

    @Autowired
    Retention retention;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @Test
    void theTrailHoldsAfterSomebodyWasErasedAndMuchWasClearedAway(@TempDir Path folder)
            throws SQLException, IOException {
        Actor admin = new Actor(Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
        String email = "leaver." + UUID.randomUUID() + "@people.example";
        identity.signUp(new SignUp(email, "seven small brown otters", "Lea Leaver", null, null, null, null), email);
        Account account = identity.accounts(admin, email, null, 1, null).getFirst();
        UUID asked =
                erasures.ask(account.actor(UUID.randomUUID()), "I moved away").id();

        erasures.grant(admin, asked);
        clock.set(Instant.parse("2037-01-01T00:00:00Z"));
        retention.purge(admin);

        try (Connection owner = OwnersView.open(database.url(), "")) {
            assertThat(new Replay(owner, line -> {}).firstDifference()).isEmpty();
        }
        var signer = new CheckpointSigner(folder.resolve("key"), folder.resolve("public-key"));
        new Sealer(database.transactions(), database.jdbc(), signer).sealWhatIsReady();
        StringWriter export = new StringWriter();
        try (Connection all = database.as("postgres").getConnection()) {
            all.setAutoCommit(false);
            Export.write(all, export, entries -> {});
        }
        assertThat(SealedTrail.verdict(export.toString(), "", signer.open())).isInstanceOf(Verdict.Holds.class);
    }
}
