package clinic.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL process on the cluster in one folder: made, started and stopped here. It listens on loopback only and asks
 * everybody for a password. The caller holds the lock on the data folder, so whatever postmaster is found running on the
 * cluster was left behind by a clinic that is no more.
 */
class Postmaster {

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=''",
            "max_connections=100",
            "timezone=UTC",
            "jit=off",
            "deadlock_timeout=150ms",
            // The log stays a week and holds no value of any row.
            "logging_collector=on",
            "log_filename=postgresql-%a.log",
            "log_truncate_on_rotation=on",
            "log_rotation_size=0",
            "log_timezone=UTC",
            "log_error_verbosity=terse",
            "log_min_error_statement=panic",
            "log_parameter_max_length_on_error=0");

    private static final int LINE_OF_THE_PORT = 3;

    /** No process can have this id. In place of a stale one it keeps PostgreSQL's other safeguard, on shared memory. */
    private static final String NOBODY = "2147483647";

    private final PostgresBinaries binaries;
    private final Path cluster;
    private final List<String> unprivileged;

    Postmaster(PostgresBinaries binaries, Path cluster) {
        this.binaries = binaries;
        this.cluster = cluster;
        // PostgreSQL refuses to run as root; in a user namespace of its own root is nobody.
        this.unprivileged = "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    /** The port of the clinic's own PostgreSQL in this data folder; absent when none runs there. */
    static Optional<String> portIn(Path data) {
        try {
            List<String> running = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            return running.size() > LINE_OF_THE_PORT
                    ? Optional.of(running.get(LINE_OF_THE_PORT).strip())
                    : Optional.empty();
        } catch (IOException notRunning) {
            return Optional.empty();
        }
    }

    boolean isInitialized() {
        return Files.exists(cluster.resolve("PG_VERSION"));
    }

    /** Makes the cluster, whole or not at all. */
    void initialize(Path superuserPassword) throws IOException {
        Path unfinished = cluster.resolveSibling(cluster.getFileName() + ".unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        run(
                binaries.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + superuserPassword,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it and returns when it takes connections, after whatever recovery a crash left to do. */
    void start(int port) throws IOException {
        disownStalePid();
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> options.addAll(List.of("-c", setting)));
        run(
                binaries.program("pg_ctl"),
                "--pgdata=" + cluster,
                "--log=" + startLog(),
                "--wait",
                "--timeout=300",
                "--silent",
                "--options=" + String.join(" ", options),
                "start");
    }

    /** Ends every connection and stops cleanly. Does nothing when it is not running. */
    void stop() throws IOException {
        if (!isRunning()) {
            return;
        }
        try {
            stop("fast");
        } catch (IOException e) {
            stop("immediate");
        }
    }

    private void stop(String mode) throws IOException {
        run(
                binaries.program("pg_ctl"),
                "--pgdata=" + cluster,
                "--wait",
                "--timeout=30",
                "--silent",
                "--mode=" + mode,
                "stop");
    }

    boolean isRunning() {
        Long pid = recordedPid();
        return pid != null && ProcessHandle.of(pid).filter(this::isOurs).isPresent();
    }

    private boolean isOurs(ProcessHandle process) {
        if (!process.isAlive() || isZombie(process)) {
            return false;
        }
        ProcessHandle.Info info = process.info();
        Optional<String[]> arguments = info.arguments();
        return info.command().map(Path::of).map(Path::getFileName).stream()
                        .anyMatch(name -> name.toString().startsWith("postgres"))
                && (arguments.isEmpty() || List.of(arguments.get()).contains(cluster.toString()));
    }

    /** Where nobody reaps orphans (in many containers), the dead still have a process id. */
    private static boolean isZombie(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String line = Files.readString(stat);
            return line.startsWith(") Z", line.lastIndexOf(')'));
        } catch (IOException noSuchFile) {
            return false;
        }
    }

    /** After a crash the recorded process id may be somebody else's by now, which PostgreSQL takes for itself. */
    private void disownStalePid() throws IOException {
        Long pid = recordedPid();
        if (pid == null || isRunning()) {
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile()));
        lines.set(0, NOBODY);
        Files.write(pidFile(), lines);
    }

    private @Nullable Long recordedPid() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty() ? null : Long.valueOf(lines.getFirst().trim());
        } catch (IOException | NumberFormatException notThere) {
            return null;
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private Path startLog() {
        return cluster.resolveSibling("postgres-start.log");
    }

    private void run(String... command) throws IOException {
        List<String> whole = new ArrayList<>(unprivileged);
        whole.addAll(List.of(command));
        Path output = Files.createTempFile(cluster.getParent(), "postgres", ".out");
        try {
            // To a file: the postmaster would inherit a pipe and hold it open for life.
            Process process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(6, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(
                        Path.of(command[0]).getFileName() + " failed: " + tail(output) + tail(startLog()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        List<String> lines = Files.readAllLines(file);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()))
                        .strip() + "\n";
    }
}
