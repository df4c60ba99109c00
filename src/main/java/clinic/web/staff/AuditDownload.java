package clinic.web.staff;

import clinic.audit.AuditTrail.Entry;
import java.io.IOException;
import java.io.Writer;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** In which forms entries of the audit trail are taken away. Nobody's name is in either; who acted is an id. */
enum AuditDownload {
    CSV(Csv.TYPE) {
        @Override
        void begin(Writer to) throws IOException {
            to.write(Csv.line("id", "at", "actor", "role", "action", "kind", "record", "before", "after", "request"));
        }

        @Override
        void put(Entry entry, Writer to) throws IOException {
            to.write(Csv.line(
                    entry.id(),
                    entry.at(),
                    entry.actorId(),
                    entry.actorRole(),
                    entry.action(),
                    entry.kind(),
                    entry.record(),
                    entry.before(),
                    entry.after(),
                    entry.request()));
        }
    },
    JSONL("application/x-ndjson;charset=UTF-8") {
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
        this.type = MediaType.parseMediaType(type);
    }

    MediaType type() {
        return type;
    }

    abstract void begin(Writer to) throws IOException;

    abstract void put(Entry entry, Writer to) throws IOException;
}
