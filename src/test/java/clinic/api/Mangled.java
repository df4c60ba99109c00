package clinic.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body in which one thing was made wrong.
 *
 * @param field the beginning of the path under which a client must find the problem
 */
record Mangled(String field, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d");

    private static final String MARK = "the wrong value";

    /** Every way to spoil the body, one at a time. */
    static List<Mangled> all(String body, Set<String> required) {
        List<Mangled> all = new ArrayList<>();
        JsonNode root = JSON.readTree(body);
        if (root instanceof ArrayNode list) {
            all.add(new Mangled("[1]", "[" + list.get(0) + ", null]"));
            all.add(new Mangled("[1]", "[" + list.get(0) + ", 7]"));
            all.add(new Mangled("body", list.get(0).toString()));
            spoil(root, list.get(0), "[0].", required, all);
        } else {
            all.add(new Mangled("body", "[]"));
            spoil(root, root, "", required, all);
        }
        return all;
    }

    private static void spoil(JsonNode root, JsonNode at, String path, Set<String> required, List<Mangled> all) {
        if (!(at instanceof ObjectNode object)) {
            return;
        }
        object.put("surprise", 1);
        all.add(new Mangled(path + "surprise", root.toString()));
        object.remove("surprise");
        for (String name : List.copyOf(object.propertyNames())) {
            JsonNode good = object.get(name);
            if (required.contains(name)) {
                object.remove(name);
                all.add(new Mangled(path + name, root.toString()));
                object.putNull(name);
                all.add(new Mangled(path + name, root.toString()));
            }
            for (String bad : wrong(name, good, required.contains(name))) {
                object.put(name, MARK);
                all.add(new Mangled(path + name, root.toString().replace("\"" + MARK + "\"", bad)));
            }
            object.set(name, good);
            if (good instanceof ArrayNode list && !list.isEmpty()) {
                spoil(root, list.get(0), path + name + "[0].", Set.of("from", "to"), all);
            }
        }
    }

    /** JSON texts that a field of this kind must not take. */
    private static List<String> wrong(String name, JsonNode good, boolean required) {
        List<String> wrong = new ArrayList<>(List.of("{}", "9".repeat(31), "1e999"));
        if (good.isString()) {
            wrong.addAll(List.of(
                    "7", "true", "[]", "[\"a\"]", "\"a\\u0000b\"", "\"\\ud800\"", "\"" + "x".repeat(20_000) + "\""));
            // Where a text may be left out a blank one is as good as none, and what never was a token ends in silence.
            if (required && !name.equals("refreshToken")) {
                wrong.addAll(List.of("\"\"", "\"  \""));
            }
            wrong.addAll(ofItsKind(name, good.asString()));
        } else if (good.isNumber()) {
            wrong.addAll(List.of("\"30\"", "30.5", "true", "[30]", "-1", "2147483647", "\"\""));
        } else if (good.isBoolean()) {
            wrong.addAll(List.of("\"true\"", "1", "[]", "\"\""));
        } else if (good.isArray()) {
            wrong.addAll(List.of("\"a\"", "7", "[[]]", "[{\"surprise\": 1}]", "[null]"));
        }
        return wrong;
    }

    private static List<String> ofItsKind(String name, String good) {
        if (ID.matcher(good).matches()) {
            return List.of("\"\"", "\"nobody\"", "\"1-1-1-1-1\"", "\"" + UUID.randomUUID() + "\"");
        }
        if (INSTANT.matcher(good).matches()) {
            return List.of(
                    "\"\"",
                    "\"2026-12-01T09:00:00\"",
                    "\"2027-03-28T02:30:00\"",
                    "\"2026-12-01 09:00:00+01:00\"",
                    "\"2026-02-30T09:00:00Z\"",
                    "\"2026-12-01T25:00:00Z\"",
                    "\"2026-12-01T09:00:00+25:00\"",
                    "\"+1000000000-01-01T00:00:00Z\"",
                    "\"soon\"");
        }
        if (DATE.matcher(good).matches()) {
            return List.of("\"\"", "\"2026-02-30\"", "\"01.12.2026\"", "\"99999-01-01\"", "\"2026-12-01T09:00:00Z\"");
        }
        if (TIME.matcher(good).matches()) {
            return List.of("\"\"", "\"25:00\"", "\"9\"", "\"09:60\"", "\"09:00Z\"");
        }
        return name.equals("email") ? List.of("\"nobody\"", "\"a@\"") : List.of();
    }
}
