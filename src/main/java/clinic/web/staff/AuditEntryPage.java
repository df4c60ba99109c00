package clinic.web.staff;

import clinic.audit.AuditTrail;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One entry of the audit trail, field by field.
 *
 * @param by the name of the account that acted; absent when it was none
 */
public record AuditEntryPage(
        AuditTrail.Detail detail, @Nullable String by, ZoneId zone, List<Field> fields) {

    /** @param before as text; absent where there was none */
    public record Field(
            String name, @Nullable String before, @Nullable String after, boolean changed) {}

    static AuditEntryPage of(AuditTrail.Detail detail, @Nullable String by, ZoneId zone) {
        return new AuditEntryPage(
                detail, by, zone, fields(detail.entry().before(), detail.entry().after()));
    }

    /** What was changed comes first. */
    static List<Field> fields(@Nullable String before, @Nullable String after) {
        JsonNode was = JsonMapper.shared().readTree(before == null ? "{}" : before);
        JsonNode is = JsonMapper.shared().readTree(after == null ? "{}" : after);
        var names = new TreeSet<String>();
        was.properties().forEach(field -> names.add(field.getKey()));
        is.properties().forEach(field -> names.add(field.getKey()));
        List<Field> changed = new ArrayList<>();
        List<Field> same = new ArrayList<>();
        for (String name : names) {
            boolean differs = !was.path(name).equals(is.path(name));
            (differs ? changed : same).add(new Field(name, text(was.path(name)), text(is.path(name)), differs));
        }
        changed.addAll(same);
        return changed;
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
