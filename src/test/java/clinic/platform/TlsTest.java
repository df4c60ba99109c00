package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;

/** What a caller can agree on with the clinic's own TLS, by real handshakes. */
class TlsTest {

    private static final String PASSWORD = "only in this test";

    @TempDir
    static Path folder;

    private static WebServer server;
    private static SSLContext caller;

    @BeforeAll
    static void aServerWithACertificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "clinic",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();

        Ssl ssl = new Ssl();
        ssl.setKeyStore(store.toUri().toString());
        ssl.setKeyStorePassword(PASSWORD);
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setSsl(ssl);
        new Tls().customize(factory);
        server = factory.getWebServer();
        server.start();
        caller = trusting(store);
    }

    @AfterAll
    static void closes() {
        server.stop();
    }

    @Test
    void aCallerOfTodaySpeaksTheNewestVersion() throws IOException {
        assertThat(agreed(new String[] {"TLSv1.3", "TLSv1.2"}, null).getProtocol())
                .isEqualTo("TLSv1.3");
    }

    @Test
    void aCallerOfYesterdayIsHeard() throws IOException {
        assertThat(agreed(new String[] {"TLSv1.2"}, null).getProtocol()).isEqualTo("TLSv1.2");
    }

    @Test
    void theClinicChoosesTheCipherWhateverTheCallerLikesBest() throws IOException {
        String[] weakestFirst = {
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        };

        assertThat(agreed(new String[] {"TLSv1.2"}, weakestFirst).getCipherSuite())
                .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    }

    @Test
    void aCipherWithoutAuthenticatedEncryptionIsRefused() {
        String[] old = {"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"};

        assertThatThrownBy(() -> agreed(new String[] {"TLSv1.2"}, old)).isInstanceOf(SSLException.class);
    }

    private static SSLSession agreed(String[] protocols, String @Nullable [] ciphers) throws IOException {
        try (SSLSocket socket = (SSLSocket) caller.getSocketFactory().createSocket("localhost", server.getPort())) {
            socket.setEnabledProtocols(protocols);
            if (ciphers != null) {
                socket.setEnabledCipherSuites(ciphers);
            }
            socket.startHandshake();
            return socket.getSession();
        }
    }

    private static SSLContext trusting(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("clinic", keys.getCertificate("clinic"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
