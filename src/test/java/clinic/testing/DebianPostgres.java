package clinic.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL 15 as Debian packages it, that asks for passwords; run as its own account when the tests run as root. */
public class DebianPostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String PASSWORD = "superuser secret";

    private final Path folder;
    private final int port;

    private DebianPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    public static boolean isThere() {
        return Files.isExecutable(PROGRAMS.resolve("initdb"));
    }

    public static DebianPostgres start() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "debian-postgres");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("r--r--r--"));
            run("chown", "postgres", folder.toString());
        }
        DebianPostgres postgres = new DebianPostgres(folder, freePort());
        runAsPostgres(
                PROGRAMS.resolve("initdb").toString(),
                "--pgdata=" + postgres.cluster(),
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        postgres.startAgain();
        return postgres;
    }

    public int port() {
        return port;
    }

    /** Of the superuser postgres, written for an address. */
    public String password() {
        return PASSWORD.replace(" ", "%20");
    }

    public void startAgain() throws IOException {
        runAsPostgres(
                PROGRAMS.resolve("pg_ctl").toString(),
                "--pgdata=" + cluster(),
                "--log=" + folder.resolve("log"),
                "--wait",
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off",
                "start");
    }

    public void stop() throws IOException {
        runAsPostgres(PROGRAMS.resolve("pg_ctl").toString(), "--pgdata=" + cluster(), "--wait", "--mode=fast", "stop");
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(cluster().resolve("postmaster.pid"))) {
            stop();
        }
        FileSystemUtils.deleteRecursively(folder);
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    private static void runAsPostgres(String... command) throws IOException {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        whole.addAll(Arrays.asList(command));
        run(whole.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException {
        Path output = Files.createTempFile("command", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
