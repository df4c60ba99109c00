package clinic.platform;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * What every answer tells the browser that gets it: which sources it may load, that it stands in no frame, shares no window
 * and is kept by nobody. Written in the server's own pipeline before any filter, so that what is refused before it is a
 * request to the clinic says so too; who wants to be kept, such as an asset, says otherwise afterwards.
 */
@Component
class SecurityHeaders implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** {@code style-src-attr} is for the rows of a calendar grid and the hue of an avatar. */
    private static final String OF_PAGES =
            "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; "
                    + "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final String OF_DOCUMENTS =
            "default-src 'none'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'";

    /** Whatever a page of the clinic has no use for; passkeys it has. */
    private static final String PERMISSIONS = Stream.concat(
                    Stream.of(
                                    "accelerometer",
                                    "autoplay",
                                    "bluetooth",
                                    "camera",
                                    "display-capture",
                                    "encrypted-media",
                                    "fullscreen",
                                    "geolocation",
                                    "gyroscope",
                                    "hid",
                                    "magnetometer",
                                    "microphone",
                                    "midi",
                                    "payment",
                                    "picture-in-picture",
                                    "screen-wake-lock",
                                    "serial",
                                    "usb",
                                    "xr-spatial-tracking")
                            .map(feature -> feature + "=()"),
                    Stream.of("publickey-credentials-create=(self)", "publickey-credentials-get=(self)"))
            .collect(Collectors.joining(", "));

    /** A year, in seconds (RFC 6797). */
    private static final String HTTPS_ONLY = "max-age=31536000; includeSubDomains";

    private final PublicAddress address;

    SecurityHeaders(PublicAddress address) {
        this.address = address;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new Writer(address.isHttps()));
    }

    /** The part of it that lives in the server's pipeline. */
    private static final class Writer extends ValveBase {

        private final boolean https;

        Writer(boolean https) {
            super(true);
            this.https = https;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            String path = String.valueOf(request.getRequestURI());
            boolean document = path.startsWith("/api/") || path.startsWith("/v3/");
            response.setHeader("Content-Security-Policy", document ? OF_DOCUMENTS : OF_PAGES);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("X-Frame-Options", "DENY");
            response.setHeader("Referrer-Policy", document ? "no-referrer" : "same-origin");
            response.setHeader("Permissions-Policy", PERMISSIONS);
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            if (https) {
                response.setHeader("Strict-Transport-Security", HTTPS_ONLY);
            }
            getNext().invoke(request, response);
        }
    }
}
