package clinic.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A line of an export of the trail: first what is sealed, in its order, with the checkpoints between, then the rest, then the end. */
sealed interface Exported {

    /** @param entry absent when there is only its seal */
    record Sealed(long position, long entryId, byte[] salt, byte[] leaf, Leaf.@Nullable Fields entry)
            implements Exported {}

    record Unsealed(Leaf.Fields entry) implements Exported {}

    record Signed(String note) implements Exported {}

    /** Without it an export was cut off. @param at when it was made, by the clock of whoever made it */
    record End(Instant at) implements Exported {}

    default String line() {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        switch (this) {
            case Sealed it -> {
                line.put("position", it.position());
                line.put("entryId", it.entryId());
                line.put("salt", HexFormat.of().formatHex(it.salt()));
                line.put("leaf", HexFormat.of().formatHex(it.leaf()));
                if (it.entry() != null) {
                    line.set("entry", json(it.entry()));
                }
            }
            case Unsealed it -> line.set("entry", json(it.entry()));
            case Signed it -> line.put("checkpoint", it.note());
            case End it -> line.put("end", it.at().toString());
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException when it is no such line */
    static Exported parse(String text) {
        try {
            JsonNode line = JsonMapper.shared().readTree(text);
            if (line.has("position")) {
                return new Sealed(
                        line.required("position").longValue(),
                        line.required("entryId").longValue(),
                        HexFormat.of().parseHex(line.required("salt").stringValue()),
                        HexFormat.of().parseHex(line.required("leaf").stringValue()),
                        line.has("entry") ? fields(line.required("entry")) : null);
            }
            if (line.has("checkpoint")) {
                return new Signed(line.required("checkpoint").stringValue());
            }
            return line.has("end")
                    ? new End(Instant.parse(line.required("end").stringValue()))
                    : new Unsealed(fields(line.required("entry")));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("No line of an export", e);
        }
    }

    private static ObjectNode json(Leaf.Fields entry) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", entry.id());
        json.put("era", entry.era());
        json.put("xid", Long.toUnsignedString(entry.xid()));
        json.put("at", entry.at().toString());
        json.put("actor", entry.actor());
        json.put("role", entry.role());
        json.put("request", entry.request());
        json.put("action", entry.action());
        json.put("kind", entry.kind());
        json.put("record", entry.record());
        // As text: the letters were hashed, not what they mean.
        json.put("before", entry.before());
        json.put("after", entry.after());
        return json;
    }

    private static Leaf.Fields fields(JsonNode json) {
        return new Leaf.Fields(
                json.required("id").longValue(),
                json.required("era").intValue(),
                Long.parseUnsignedLong(json.required("xid").stringValue()),
                Instant.parse(json.required("at").stringValue()),
                json.required("actor").stringValue(),
                json.required("role").stringValue(),
                text(json, "request"),
                json.required("action").stringValue(),
                json.required("kind").stringValue(),
                json.required("record").stringValue(),
                text(json, "before"),
                text(json, "after"));
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.required(name);
        return value.isNull() ? null : value.stringValue();
    }
}
