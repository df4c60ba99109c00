package clinic.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is, written as JDBC or as psql takes it: {@code jdbc:postgresql://host:5432/clinic?user=x} or
 * {@code postgresql://x:secret@host/clinic}. Host and database must be there.
 *
 * @param options the query without user and password, such as {@code sslmode=require}; may be empty
 */
record PostgresAddress(
        String host,
        int port,
        String database,
        String options,
        @Nullable String user,
        @Nullable String password) {

    private static final int DEFAULT_PORT = 5432;
    private static final String ENCRYPTED = "sslmode=verify-full";

    /** @throws IllegalArgumentException when it is not such an address; the text never repeats it, it may hold a password */
    static PostgresAddress parse(String text) {
        String plain = text.strip().replaceFirst("^jdbc:", "");
        URI uri;
        try {
            uri = new URI(plain);
        } catch (URISyntaxException e) {
            throw notAnAddress();
        }
        boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!postgres
                || uri.getHost() == null
                || uri.getPath() == null
                || uri.getPath().length() < 2) {
            throw notAnAddress();
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String info = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = info.indexOf(':');
        String user = colon < 0 ? info : info.substring(0, colon);
        String password = colon < 0 ? "" : info.substring(colon + 1);
        return new PostgresAddress(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getPath().substring(1),
                Arrays.stream(query.split("&"))
                        .filter(option ->
                                !option.isEmpty() && !option.startsWith("user=") && !option.startsWith("password="))
                        .collect(Collectors.joining("&")),
                user.isEmpty() ? option(query, "user") : decoded(user),
                password.isEmpty() ? option(query, "password") : decoded(password));
    }

    String url() {
        return onDatabase(database);
    }

    /**
     * The same server, another database. Another machine is spoken to by TLS, with its name checked against its certificate,
     * unless the options say otherwise.
     */
    String onDatabase(String name) {
        boolean said = Loopback.is(host) || Arrays.stream(options.split("&")).anyMatch(o -> o.startsWith("sslmode="));
        String all = said ? options : options.isEmpty() ? ENCRYPTED : options + "&" + ENCRYPTED;
        return "jdbc:postgresql://" + host + ":" + port + "/" + name + (all.isEmpty() ? "" : "?" + all);
    }

    private static @Nullable String option(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(option -> option.startsWith(name + "="))
                .map(option -> decoded(option.substring(name.length() + 1)))
                .findFirst()
                .orElse(null);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException(
                "The address of a PostgreSQL looks like jdbc:postgresql://host:5432/clinic or postgresql://user@host/clinic");
    }

    @Override
    public String toString() {
        return onDatabase(database);
    }
}
