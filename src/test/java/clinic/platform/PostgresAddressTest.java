package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {

    @Test
    void anotherMachineIsSpokenToByTlsAndItsNameChecked() {
        assertThat(PostgresAddress.parse("postgresql://db.example/clinic?ApplicationName=x")
                        .url())
                .isEqualTo("jdbc:postgresql://db.example:5432/clinic?ApplicationName=x&sslmode=verify-full");
        assertThat(PostgresAddress.parse("postgresql://db.example/clinic?sslmode=disable")
                        .url())
                .isEqualTo("jdbc:postgresql://db.example:5432/clinic?sslmode=disable");
        for (String here : new String[] {"127.0.0.1", "[::1]", "localhost"}) {
            assertThat(PostgresAddress.parse("postgresql://" + here + "/clinic").url())
                    .doesNotContain("ssl");
        }
    }

    @Test
    void anAddressAsPsqlTakesItIsUnderstood() {
        PostgresAddress address =
                PostgresAddress.parse("postgres://root%40x:a%20b+c@db.example/clinic?sslmode=require");

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:5432/clinic?sslmode=require");
        assertThat(address.user()).isEqualTo("root@x");
        assertThat(address.password()).isEqualTo("a b+c");
    }

    @Test
    void aJdbcAddressIsUnderstoodAndItsPasswordShowsNowhere() {
        PostgresAddress address = PostgresAddress.parse(
                "jdbc:postgresql://[::1]:6000/clinic?user=postgres&password=secret&sslmode=require");

        assertThat(address.user()).isEqualTo("postgres");
        assertThat(address.password()).isEqualTo("secret");
        assertThat(address).hasToString("jdbc:postgresql://[::1]:6000/clinic?sslmode=require");
        assertThat(address.onDatabase("postgres")).isEqualTo("jdbc:postgresql://[::1]:6000/postgres?sslmode=require");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clinic",
                "mysql://h/clinic",
                "postgresql://host",
                "postgresql:///clinic",
                "jdbc:postgresql://h/ x"
            })
    void whatIsNotAnAddressIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> PostgresAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The address of a PostgreSQL looks like");
    }
}
