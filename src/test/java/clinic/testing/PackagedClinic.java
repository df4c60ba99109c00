package clinic.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged jar as a process of its own, as {@code bin/run} starts it: for what only killing a process can show. */
public class PackagedClinic implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("The clinic is open at (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private PackagedClinic(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts one on a free port with this data folder, no demo clinic unless an option says so, and does not wait for it. */
    public static PackagedClinic starting(Path data, Map<String, String> environment, String... options) {
        List<String> command =
                new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar()));
        command.addAll(List.of("--clinic.port=0", "--clinic.data=" + data));
        if (!List.of(options).contains("--clinic.demo=true")) {
            command.add("--clinic.demo=false");
        }
        command.addAll(Arrays.asList(options));
        return started(command, environment);
    }

    /** As {@link #starting}, and returns when it is open. */
    public static PackagedClinic running(Path data, Map<String, String> environment, String... options) {
        PackagedClinic clinic = starting(data, environment, options);
        try {
            Awaitility.await("the clinic to open")
                    .atMost(PATIENCE)
                    .until(() -> ADDRESS.matcher(clinic.output()).find() || !clinic.process.isAlive());
        } catch (ConditionTimeoutException e) {
            clinic.close();
            throw e;
        }
        if (!clinic.process.isAlive()) {
            throw new AssertionError("The clinic did not open:\n" + clinic.output());
        }
        return clinic;
    }

    /** Runs another main class of the jar to its end and returns what it said. */
    public static String runs(String mainClass, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "-cp",
                jar(),
                "-Dloader.main=" + mainClass,
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        command.addAll(Arrays.asList(arguments));
        PackagedClinic run = started(command, environment);
        run.exitCode();
        return run.output();
    }

    /** Such as {@code http://127.0.0.1:40123}, without a slash at the end. */
    public String address() {
        Matcher matcher = ADDRESS.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException("Not open yet");
        }
        return matcher.group(1);
    }

    public int statusOf(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address() + path))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All it has written so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for it to end by itself. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Still running:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9}: no chance to do anything. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As SIGTERM or Ctrl-C. */
    @Override
    public void close() {
        process.destroy();
        exitCode();
    }

    private static PackagedClinic started(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("clinic", ".out");
            output.toFile().deleteOnExit();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("CLINIC_"));
            builder.environment().putAll(environment);
            return new PackagedClinic(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jar() {
        return System.getProperty("clinic.jar");
    }
}
