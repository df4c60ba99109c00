package clinic.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Erased;
import clinic.testing.Race;
import clinic.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final UUID ROW = UUID.randomUUID();
    private static final Place NAME = Place.of("patient", "name", ROW);

    private static TestDatabase database;
    private static Transactions transactions;
    private static Vault vault;

    private final UUID owner = UUID.randomUUID();

    @BeforeAll
    static void anEmptyClinic() {
        database = TestDatabase.fresh();
        transactions = database.transactions();
        vault = TestVault.of(database);
    }

    @Test
    void whatWasSealedOpensInItsPlace() {
        byte[] sealed = system(() -> vault.seal(owner, NAME, "Zoë Ünger"));

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("nger");
        assertThat(system(() -> vault.open(owner, NAME, sealed))).isEqualTo("Zoë Ünger");
    }

    @Test
    void theSameTextIsNeverSealedToTheSameBytes() {
        byte[] one = system(() -> vault.seal(owner, NAME, "Zoë"));
        byte[] other = system(() -> vault.seal(owner, NAME, "Zoë"));

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void aValueMovedToAnotherPlaceDoesNotOpen() {
        byte[] sealed = system(() -> vault.seal(owner, NAME, "Zoë"));

        for (Place elsewhere : List.of(
                Place.of("patient", "name", UUID.randomUUID()),
                Place.of("patient", "phone", ROW),
                Place.of("account", "name", ROW))) {
            doesNotOpen(owner, elsewhere, sealed);
        }
    }

    @Test
    void aValueOfSomebodyElseDoesNotOpen() {
        byte[] sealed = system(() -> vault.seal(owner, NAME, "Zoë"));
        UUID other = UUID.randomUUID();
        system(() -> vault.key(other));

        doesNotOpen(other, NAME, sealed);
    }

    @Test
    void aChangedByteDoesNotOpen() {
        byte[] sealed = system(() -> vault.seal(owner, NAME, "Zoë"));
        sealed[sealed.length - 1] ^= 1;

        doesNotOpen(owner, NAME, sealed);
    }

    @Test
    void theKeyOfOneIsWorthlessInTheRowOfAnother() {
        byte[] sealed = system(() -> vault.seal(owner, NAME, "Zoë"));
        UUID other = UUID.randomUUID();
        system(() -> vault.key(other));
        unaudited("update data_key set wrapped = (select wrapped from data_key where owner_id = '" + owner
                + "') where owner_id = '" + other + "'");

        doesNotOpen(other, NAME, sealed);
    }

    @Test
    void whatWasSealedUnderADestroyedKeyReadsAsErased() {
        byte[] sealed = system(() -> vault.seal(owner, NAME, "Zoë"));
        admin(() -> {
            vault.destroy(owner);
            return true;
        });

        assertThat(system(() -> vault.open(owner, NAME, sealed))).isEqualTo(Vault.ERASED);
        assertThat(system(() -> vault.keys(List.of(owner)).of(owner).openOrNull(NAME, sealed)))
                .isNull();
        assertThatThrownBy(() -> system(() -> vault.seal(owner, NAME, "Zoë"))).isInstanceOf(Erased.class);
        assertThat(database.behindTheWalls()
                        .sql("select num_nulls(wrapped, wrapped_by) = 2 and destroyed_at is not null from data_key"
                                + " where owner_id = :owner")
                        .param("owner", owner)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void manyWhoNeedTheFirstKeyOfSomebodyGetTheSame() throws Exception {
        List<byte[]> sealed = Race.atOnce(12, n -> system(() -> vault.seal(owner, NAME, "by " + n)));

        for (int i = 0; i < sealed.size(); i++) {
            byte[] one = sealed.get(i);
            assertThat(system(() -> vault.open(owner, NAME, one))).startsWith("by ");
        }
    }

    @Test
    void aPatientGetsNoKeyButTheirOwn() {
        UUID other = UUID.randomUUID();
        byte[] sealed = system(() -> vault.seal(owner, NAME, "own"));
        byte[] others = system(() -> vault.seal(other, NAME, "other"));
        Actor patient = new Actor(Actor.Role.PATIENT, UUID.randomUUID(), owner, UUID.randomUUID());

        assertThat(transactions.as(patient, () -> vault.open(owner, NAME, sealed)))
                .isEqualTo("own");
        assertThatThrownBy(() -> transactions.as(patient, () -> vault.open(other, NAME, others)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not to be had");
        assertThatThrownBy(() -> transactions.as(
                        patient, () -> vault.keys(List.of(other)).of(other)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDoctorGetsNoKeyOfAPatientTheyDoNotTreat() {
        byte[] sealed = system(() -> vault.seal(owner, NAME, "other"));
        Actor doctor = new Actor(Actor.Role.DOCTOR, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

        assertThatThrownBy(() -> transactions.as(doctor, () -> vault.open(owner, NAME, sealed)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not to be had");
    }

    @Test
    void nobodyGetsAKeyOutsideAnAct() {
        assertThatThrownBy(() -> vault.key(owner))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside an act");
    }

    @Test
    void theAuditTrailTellsOfAKeyWithoutHoldingIt() {
        system(() -> vault.key(owner));

        assertThat(database.behindTheWalls()
                        .sql(
                                "select after ->> 'wrapped' from audit_entry where kind = 'data_key' and record_id = :owner")
                        .param("owner", owner.toString())
                        .query(String.class)
                        .list())
                .containsExactly("••• changed");
    }

    @Test
    void aTokenIsTheSameForTheSameValueOfTheSameDomainOnly() {
        assertThat(vault.blindIndex("account.email", "a@example.org"))
                .hasSize(16)
                .isEqualTo(vault.blindIndex("account.email", "a@example.org"))
                .isNotEqualTo(vault.blindIndex("account.email", "b@example.org"))
                .isNotEqualTo(vault.blindIndex("patient", "a@example.org"));
    }

    private static void doesNotOpen(UUID owner, Place place, byte[] sealed) {
        assertThatThrownBy(() -> system(() -> vault.open(owner, place, sealed)))
                .as("%s", place)
                .isInstanceOf(IllegalStateException.class);
    }

    private static <T> T system(Supplier<T> work) {
        return transactions.as(Actor.system(UUID.randomUUID()), work);
    }

    private static <T> T admin(Supplier<T> work) {
        return transactions.as(new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID()), work);
    }

    private static void unaudited(String sql) {
        database.behindTheWalls()
                .sql("set session_replication_role = replica; " + sql)
                .update();
    }
}
