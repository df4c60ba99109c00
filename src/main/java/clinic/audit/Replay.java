package clinic.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Lives through the trail again and compares what it says there must be now with what the tables hold: a row that was written
 * past the triggers is in one and not in the other. Compared is what both have: columns that came or went since say nothing,
 * and of masked values, that there is one. One table is held at a time.
 */
final class Replay {

    private static final int AT_ONCE = 500;
    private static final String MASK = "\u2022\u2022\u2022";

    private final Connection owner;
    private final Consumer<String> progress;

    Replay(Connection owner, Consumer<String> progress) {
        this.owner = owner;
        this.progress = progress;
    }

    /** What is first found to differ, without any value; empty when nothing is. */
    Optional<String> firstDifference() throws SQLException {
        try (Statement zone = owner.createStatement()) {
            zone.execute("set local time zone 'UTC'");
        }
        for (Map.Entry<String, List<String>> table : tables().entrySet()) {
            Optional<String> difference = new Table(table.getKey(), table.getValue()).firstDifference();
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** The audited tables with the columns of their primary keys, of which some have none. */
    private Map<String, List<String>> tables() throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (Statement sql = owner.createStatement();
                ResultSet row = sql.executeQuery("""
                        select c.relname as name, coalesce((
                          select string_agg(a.attname, ' ' order by a.attname) from pg_index i
                          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                          where i.indrelid = c.oid and i.indisprimary), '') as key
                        from pg_trigger t join pg_class c on c.oid = t.tgrelid
                        where t.tgname = 'audited' and c.relnamespace = current_schema()::regnamespace
                        order by c.relname
                        """)) {
            while (row.next()) {
                String key = row.getString("key");
                tables.put(row.getString("name"), key.isEmpty() ? List.of() : List.of(key.split(" ")));
            }
        }
        return tables;
    }

    /**
     * @param json the row as text in bytes, which take a tenth of the room
     * @param entry the id of the one that said so last
     */
    private record Told(byte[] json, long entry) {

        Map<String, JsonNode> values() {
            return Replay.values(new String(json, StandardCharsets.UTF_8));
        }
    }

    private final class Table {

        private final String name;
        private final List<String> key;
        private final Map<String, List<Told>> told = new HashMap<>();
        private long entries;

        Table(String name, List<String> key) {
            this.name = name;
            this.key = key;
        }

        Optional<String> firstDifference() throws SQLException {
            Optional<String> difference = liveThrough();
            return difference.isPresent() ? difference : compare();
        }

        private Optional<String> liveThrough() throws SQLException {
            try (PreparedStatement query = owner.prepareStatement(
                    "select id, at, record_id, before::text, after::text from audit_entry where kind = ? order by id")) {
                query.setFetchSize(AT_ONCE);
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        long entry = row.getLong("id");
                        String before = row.getString("before");
                        String after = row.getString("after");
                        if (before != null && !forget(values(before))) {
                            return Optional.of(
                                    "The %s %s was changed past the trail before %s: entry %d found it otherwise than the entry before had left it."
                                            .formatted(
                                                    name,
                                                    row.getString("record_id"),
                                                    row.getObject("at", OffsetDateTime.class)
                                                            .toInstant(),
                                                    entry));
                        }
                        if (after != null) {
                            told.computeIfAbsent(keyOf(values(after)), unknown -> new ArrayList<>(1))
                                    .add(new Told(after.getBytes(StandardCharsets.UTF_8), entry));
                        }
                        entries++;
                    }
                }
            }
            return Optional.empty();
        }

        private boolean forget(Map<String, JsonNode> values) {
            String at = keyOf(values);
            List<Told> rows = told.getOrDefault(at, List.of());
            for (Iterator<Told> each = rows.iterator(); each.hasNext(); ) {
                if (agree(each.next().values(), values)) {
                    each.remove();
                    if (rows.isEmpty()) {
                        told.remove(at);
                    }
                    return true;
                }
            }
            return false;
        }

        private Optional<String> compare() throws SQLException {
            long rows = 0;
            try (Statement sql = owner.createStatement()) {
                sql.setFetchSize(AT_ONCE);
                try (ResultSet row = sql.executeQuery(
                        "select to_jsonb(t)::text from %s t".formatted(sql.enquoteIdentifier(name, true)))) {
                    while (row.next()) {
                        Map<String, JsonNode> values = values(row.getString(1));
                        if (!forget(values)) {
                            return Optional.of(differs(values));
                        }
                        rows++;
                    }
                }
            }
            Optional<Told> missing =
                    told.values().stream().flatMap(List::stream).findFirst();
            if (missing.isPresent()) {
                return Optional.of("The %s %s is not there; no entry after %d says that it was removed."
                        .formatted(
                                name,
                                nameOf(missing.get().values()),
                                missing.get().entry()));
            }
            progress.accept("%s: %d entries, %d rows".formatted(name, entries, rows));
            return Optional.empty();
        }

        private String differs(Map<String, JsonNode> values) {
            List<Told> said = told.getOrDefault(keyOf(values), List.of());
            if (said.isEmpty()) {
                return "The %s %s is there, and no entry says that it was added.".formatted(name, nameOf(values));
            }
            Told last = said.getLast();
            Map<String, JsonNode> left = last.values();
            String columns = left.keySet().stream()
                    .filter(column -> values.containsKey(column) && !agree(left.get(column), values.get(column)))
                    .collect(Collectors.joining(", "));
            return "The %s %s differs from what entry %d left, the last about it, in: %s."
                    .formatted(name, nameOf(values), last.entry(), columns);
        }

        /** Without a primary key a row is found among all that begin alike: by what is always there and never masked. */
        private String keyOf(Map<String, JsonNode> values) {
            return key.isEmpty() ? "" : nameOf(values);
        }

        private String nameOf(Map<String, JsonNode> values) {
            return key.isEmpty()
                    ? values.entrySet().stream()
                            .filter(value -> value.getKey().endsWith("_id") || "rule".equals(value.getKey()))
                            .filter(value -> !value.getValue().isNull())
                            .map(value -> value.getValue().asString())
                            .collect(Collectors.joining(" "))
                    : key.stream().map(column -> plain(values.get(column))).collect(Collectors.joining(" "));
        }
    }

    private static String plain(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        Instant instant = instant(value);
        return instant == null ? value.asString() : instant.toString();
    }

    private static boolean agree(Map<String, JsonNode> told, Map<String, JsonNode> found) {
        return told.entrySet().stream()
                .allMatch(value ->
                        !found.containsKey(value.getKey()) || agree(value.getValue(), found.get(value.getKey())));
    }

    private static boolean agree(@Nullable JsonNode told, @Nullable JsonNode found) {
        if (told == null || found == null || told.equals(found)) {
            return true;
        }
        if (isMasked(told) || isMasked(found)) {
            return told.isNull() == found.isNull();
        }
        Instant instant = instant(told);
        return instant != null && instant.equals(instant(found));
    }

    private static boolean isMasked(JsonNode value) {
        return value.isString() && value.stringValue().startsWith(MASK);
    }

    /** The same moment is written with the offset of whoever wrote. */
    private static @Nullable Instant instant(JsonNode value) {
        if (value.getNodeType() != JsonNodeType.STRING || value.stringValue().indexOf('T') != 10) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.stringValue()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Map<String, JsonNode> values(String json) {
        Map<String, JsonNode> values = new TreeMap<>();
        JsonMapper.shared().readTree(json).properties().forEach(value -> values.put(value.getKey(), value.getValue()));
        return values;
    }
}
