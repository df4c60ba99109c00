package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class GivenDatabaseTest {

    private static final DatabaseProperties PROPERTIES = new DatabaseProperties(null, "clinic_app", "", "");

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void aPreparedDatabaseIsTakenAsItIs() {
        assertThat(GivenDatabase.open(PROPERTIES, database.url()).url()).isEqualTo(database.url());
    }

    @Test
    void oneThatWasNotPreparedIsRefusedWithTheCommandThatDoes() {
        JdbcClient.create(database.as("postgres"))
                .sql("drop extension btree_gist cascade")
                .update();

        assertThatThrownBy(() -> GivenDatabase.open(PROPERTIES, database.url()))
                .isInstanceOfSatisfying(CannotStart.class, refusal -> {
                    assertThat(refusal).hasMessageEndingWith("is not prepared for the clinic.");
                    assertThat(refusal.remedy()).contains("bin/prepare-database");
                });
    }

    @Test
    void oneThatDoesNotExistIsNotPreparedEither() {
        assertThatThrownBy(() -> GivenDatabase.open(PROPERTIES, database.url() + "_elsewhere"))
                .hasMessageEndingWith("is not prepared for the clinic.");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> GivenDatabase.open(PROPERTIES, "jdbc:postgresql://127.0.0.1:1/clinic"))
                .hasMessage("There is no PostgreSQL to be reached at jdbc:postgresql://127.0.0.1:1/clinic.");
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndThePasswordNotRepeated() {
        assertThatThrownBy(() -> GivenDatabase.open(PROPERTIES, database.url() + "?password=hidden"))
                .isInstanceOf(CannotStart.class)
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void aServerTooOldOrTooNewIsRefusedWithTheVersionsThatDo(int version) {
        assertThatThrownBy(() -> GivenDatabase.open(PROPERTIES, database.url()).checkVersion(version))
                .hasMessageContaining("is PostgreSQL " + version + "; the clinic runs on 15 to 18.");
    }
}
