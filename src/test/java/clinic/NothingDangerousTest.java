package clinic;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Doors of the platform that attacks come through are not used, or in one named place only. Each rule is also held against
 * {@link Careless}, which breaks it: a rule that cannot fail guards nothing.
 */
class NothingDangerousTest {

    private static final JavaClasses CLINIC = new ClassFileImporter()
            .importPackages("clinic")
            .that(DescribedPredicate.describe(
                    "are of the product",
                    type -> Files.exists(Path.of(
                            "src/main/java",
                            type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java"))));
    private static final JavaClasses CARELESS = new ClassFileImporter().importClasses(Careless.class);

    /** SHA-1 stands in HMAC alone, where codes of RFC 6238 need it. */
    private static final Set<String> ALGORITHMS =
            Set.of("SHA-256", "HmacSHA1", "HmacSHA256", "Ed25519", "AES/GCM/NoPadding", "TLS", "TLSv1.3", "X.509");

    @Test
    void onlyThePlatformStartsPrograms() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("clinic.platform..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class));
    }

    /** What a session holds is read back through a filter. */
    @Test
    void nothingThatWasSentIsMadeAnObjectAnExpressionAScriptOrAName() {
        holds(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("clinic.identity.http.SessionValues")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "javax.naming..",
                                "javax.script..",
                                "java.rmi..",
                                "java.beans..",
                                "org.springframework.expression..",
                                "org.springframework.ldap..",
                                "groovy..")
                        .or(DescribedPredicate.describe(
                                "read objects back",
                                (JavaClass type) -> type.getName()
                                        .matches("java\\.io\\.Object(Input|Output)Stream|.*\\.XMLDecoder")))));
    }

    @Test
    void nobodyReadsXml() {
        holds(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "javax.xml..", "org.xml..", "org.w3c..", "jakarta.xml..", "tools.jackson.dataformat.xml..")));
    }

    /** What is kept in files are keys and the database; no address, no upload and no name of a file leads to one. */
    @Test
    void onlyWhoKeepsKeysOpensFiles() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "clinic.platform..", "clinic.identity.accounts..", "clinic.vault..", "clinic.audit..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file.."))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(File.class, FileInputStream.class, RandomAccessFile.class));
    }

    @Test
    void noPatternIsMadeOfWhatSomebodyTyped() {
        holds(noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it makes a pattern after the class was loaded",
                        (JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(Pattern.class)
                                && call.getName().equals("compile")
                                && !call.getOrigin().getName().equals("<clinit>"))));
    }

    /** Whom it calls stands in its configuration; a database, a mail server, a gateway for text messages and a provider are all. */
    @Test
    void onlyTheGatewaysForTextMessagesAndTheIdentityProviderCallOut() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("clinic.sms..")
                .and()
                .doNotHaveFullyQualifiedName("clinic.identity.accounts.OpenIdProvider")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(HttpClient.class, Socket.class, HttpURLConnection.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework.web.client..", "org.springframework.web.reactive..", "okhttp3.."))
                .orShould()
                .callMethod(URL.class, "openConnection")
                .orShould()
                .callMethod(URL.class, "openStream"));
    }

    /** The demo clinic is invented by a seed; whatever must not be guessed is drawn by a SecureRandom. */
    @Test
    void onlyTheDemoClinicIsLeftToChanceThatCanBeForetold() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("clinic.demo..")
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "it draws from a chance that can be foretold",
                        (JavaAccess<?> call) -> call.getTargetOwner().isEquivalentTo(Random.class)
                                || call.getTargetOwner().isEquivalentTo(ThreadLocalRandom.class)
                                || (call.getTargetOwner().isEquivalentTo(Math.class)
                                        && call.getName().equals("random")))));
    }

    @Test
    void onlyApprovedAlgorithmsAreAskedFor() throws IOException {
        Pattern asked = Pattern.compile("getInstance\\(\\s*\"([^\"]+)\"");
        assertThat(asked.matcher("Cipher.getInstance(\"DES/ECB\")").find()).isTrue();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(source -> source.toString().endsWith(".java"))
                            .flatMap(source -> asked.matcher(read(source)).results())
                            .map(found -> found.group(1)))
                    .isNotEmpty()
                    .isSubsetOf(ALGORITHMS);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void holds(ArchRule rule) {
        ArchRule any = rule.allowEmptyShould(true);
        assertThat(any.evaluate(CARELESS).hasViolation())
                .as("%s, by whom it should not", any.getDescription())
                .isTrue();
        any.check(CLINIC);
    }

    /** Does all of it. Never called. */
    static class Careless {

        Object everything(String sent) throws Exception {
            new ProcessBuilder(sent).start();
            new java.io.ObjectInputStream(
                            URL.of(java.net.URI.create(sent), null).openStream())
                    .readObject();
            javax.xml.parsers.DocumentBuilderFactory.newInstance();
            Pattern.compile(new File(sent).getName());
            return HttpClient.newHttpClient().toString() + new Random().nextInt();
        }
    }
}
