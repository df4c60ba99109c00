package clinic.platform;

import static java.util.Arrays.stream;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Where a certificate is configured ({@code server.ssl.*}), TLS is 1.3 or 1.2 with forward secrecy and authenticated encryption,
 * unless somebody says otherwise: what BSI TR-02102-2 and Mozilla's "intermediate" both take. Of what both sides know the
 * clinic chooses.
 */
@Component
class Tls implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final String[] CIPHERS = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    };

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        Ssl ssl = factory.getSsl();
        if (ssl == null) {
            return;
        }
        if (ssl.getEnabledProtocols() == null) {
            ssl.setEnabledProtocols(PROTOCOLS);
        }
        if (ssl.getCiphers() == null) {
            ssl.setCiphers(CIPHERS);
        }
        factory.addConnectorCustomizers(
                connector -> stream(connector.findSslHostConfigs()).forEach(host -> host.setHonorCipherOrder(true)));
    }

    /** After Spring Boot has put the settings into the factory. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
