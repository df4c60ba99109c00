package clinic.web.staff;

import clinic.audit.AuditTrail.Entry;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** In which forms entries of the audit trail are taken away. Nobody's name is in either; who acted is an id. */
enum AuditDownload {
    CSV("text/csv") {
        @Override
        void begin(Writer to) throws IOException {
            to.write("id,at,actor,role,action,kind,record,before,after,request\r\n");
        }

        @Override
        void put(Entry entry, Writer to) throws IOException {
            to.write(Stream.of(
                                    entry.id(),
                                    entry.at(),
                                    entry.actorId(),
                                    entry.actorRole(),
                                    entry.action(),
                                    entry.kind(),
                                    entry.record())
                            .map(value -> quoted(value.toString()))
                            .collect(Collectors.joining(","))
                    + "," + quoted(entry.before()) + "," + quoted(entry.after()) + ","
                    + (entry.request() == null ? "" : entry.request()) + "\r\n");
        }
    },
    JSONL("application/x-ndjson") {
        @Override
        void begin(Writer to) {
            // A file of lines has no head.
        }

        @Override
        void put(Entry entry, Writer to) throws IOException {
            ObjectNode line = JsonMapper.shared().createObjectNode();
            line.put("id", entry.id());
            line.put("at", entry.at().toString());
            line.put("actor", entry.actorId().toString());
            line.put("role", entry.actorRole());
            line.put("action", entry.action());
            line.put("kind", entry.kind());
            line.put("record", entry.record());
            line.set("before", JsonMapper.shared().readTree(entry.before() == null ? "null" : entry.before()));
            line.set("after", JsonMapper.shared().readTree(entry.after() == null ? "null" : entry.after()));
            line.put("request", entry.request() == null ? null : entry.request().toString());
            to.write(line + "\n");
        }
    };

    private final MediaType type;

    AuditDownload(String type) {
        this.type = MediaType.parseMediaType(type + ";charset=UTF-8");
    }

    MediaType type() {
        return type;
    }

    abstract void begin(Writer to) throws IOException;

    abstract void put(Entry entry, Writer to) throws IOException;

    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "";
        }
        // No spreadsheet takes a cell that begins with a quotation mark for a formula.
        String harmless = value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
        return harmless.matches("[A-Za-z0-9_.:-]*") ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
