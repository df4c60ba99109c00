package clinic.rights;

import clinic.audit.AuditTrail;
import clinic.audit.AuditTrail.Own;
import clinic.notification.NotificationPreferences.Kind;
import clinic.patients.PatientId;
import clinic.platform.Transactions;
import clinic.rights.Export.Consent;
import clinic.rights.Export.Correction;
import clinic.shared.Actor;
import clinic.vault.PersonalKey;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail tells a patient of his own record: it holds what was said sealed, and he has the key. */
@Component
class OwnHistory {

    private static final Map<String, String> FIELDS =
            Map.of("name", "name", "email", "email", "phone", "phone", "birth_date", "birthDate");
    private static final String BYTES = "\\x";

    private final Transactions transactions;
    private final AuditTrail trail;
    private final Vault vault;

    OwnHistory(Transactions transactions, AuditTrail trail, Vault vault) {
        this.transactions = transactions;
        this.trail = trail;
        this.vault = vault;
    }

    List<Correction> corrections(Actor patient) {
        UUID id = PatientId.concerned(patient, null).value();
        return transactions.as(patient, () -> {
            PersonalKey key = vault.key(id);
            List<Correction> all = new ArrayList<>();
            for (Own entry : trail.ownHistory(patient)) {
                if (entry.kind().equals("patient") && entry.before() != null) {
                    add(entry, read(entry.before()), read(entry.after()), id, key, all);
                }
            }
            return all;
        });
    }

    private static void add(
            Own entry, JsonNode before, JsonNode after, UUID id, PersonalKey key, List<Correction> all) {
        FIELDS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> {
            String column = field.getKey();
            String was = before.path(column).asString(null);
            String is = after.path(column).asString(null);
            if (!Objects.equals(was, is)) {
                all.add(new Correction(
                        entry.at(),
                        entry.by(),
                        field.getValue(),
                        open(id, column, was, key),
                        open(id, column, is, key)));
            }
        });
    }

    /** What was written before values were sealed says only that there was one. */
    private static @Nullable String open(UUID id, String column, @Nullable String stored, PersonalKey key) {
        return stored == null || !stored.startsWith(BYTES)
                ? stored
                : key.open(
                        Place.of("patient", column, id),
                        HexFormat.of().parseHex(stored, BYTES.length(), stored.length()));
    }

    List<Consent> textMessageChoices(Actor patient) {
        List<Consent> all = new ArrayList<>();
        for (Own entry : trail.ownHistory(patient)) {
            if (!entry.kind().equals("notification_preference")) {
                continue;
            }
            JsonNode after = read(entry.after());
            Kind kind = Kind.valueOf(after.path("kind").asString());
            boolean sms = after.path("sms").asBoolean();
            if (kind.isTexted()
                    && (entry.before() == null
                            || read(entry.before()).path("sms").asBoolean() != sms)) {
                all.add(new Consent(entry.at(), entry.by(), kind, sms));
            }
        }
        return all;
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
