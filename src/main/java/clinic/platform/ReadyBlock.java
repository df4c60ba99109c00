package clinic.platform;

import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the clinic that it is ready, and the few things to know. */
@Component
@ConditionalOnBooleanProperty(name = "clinic.announce", matchIfMissing = true)
class ReadyBlock {

    private final Environment environment;
    private final Database database;
    private final DataFolder data;
    private final ObjectProvider<ReadyNotice> notices;
    private final String host;

    ReadyBlock(
            Environment environment,
            Database database,
            DataFolder data,
            ObjectProvider<ReadyNotice> notices,
            @Value("${server.address}") String host) {
        this.environment = environment;
        this.database = database;
        this.data = data;
        this.notices = notices;
        this.host = host;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    @SuppressWarnings("SystemOut")
    void print() {
        System.out.println(text());
    }

    String text() {
        String where = database instanceof GivenDatabase given
                ? "in the database at " + given.url() + "; keys in " + data.path()
                : "in " + data.path();
        String said = notices.orderedStream()
                .flatMap(notice -> notice.lines().stream())
                .map(line -> "  " + line + "\n")
                .collect(Collectors.joining());
        return """

                The clinic is open at http://%s:%s
                %s
                  Data lie %s
                  Stop with Ctrl-C
                """.formatted(host, environment.getProperty("local.server.port"), said, where);
    }
}
