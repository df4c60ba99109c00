package clinic.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives the shape of all other problems to what the server refuses before it looks for a controller, such as an address
 * that is not UTF-8. For a page it stays the server's own plain answer.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class UnreadableRequests implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final Problems problems;

    UnreadableRequests(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Reporter()));
    }

    private final class Reporter extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400
                    || response.getContentWritten() > 0
                    || !Problems.concern(request)
                    || !response.setErrorReported()) {
                return;
            }
            Code code = Code.ofStatus(response.getStatus());
            try {
                problems.write(request, response, code, code.title() + ".");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
