package clinic.directory;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The clinic's rules for booking as they hold for one type and doctor. Durations run on the instant line; days count in the
 * location's zone.
 *
 * @param settings every number, and where it is set
 */
public record Policy(Map<PolicyRule, Setting> settings) {

    /** Where a number comes from, the widest first. */
    public enum Source {
        CLINIC,
        TYPE,
        DOCTOR
    }

    /** @param value in the unit that the rule's key ends with */
    public record Setting(int value, Source source) {}

    public Policy {
        settings = Map.copyOf(settings);
    }

    public Setting setting(PolicyRule rule) {
        return Objects.requireNonNull(settings.get(rule));
    }

    public Duration leadTime() {
        return minutes(PolicyRule.LEAD_TIME);
    }

    public Duration horizon() {
        return Duration.ofDays(value(PolicyRule.HORIZON));
    }

    public Duration cancelCutOff() {
        return minutes(PolicyRule.CANCEL_CUT_OFF);
    }

    public int moveLimit() {
        return value(PolicyRule.MOVE_LIMIT);
    }

    public Duration requestExpiry() {
        return minutes(PolicyRule.REQUEST_EXPIRY);
    }

    public Duration noShowGrace() {
        return minutes(PolicyRule.NO_SHOW_GRACE);
    }

    public int maxOpenPerPatient() {
        return value(PolicyRule.MAX_OPEN_PER_PATIENT);
    }

    public int maxPerPatientPerDay() {
        return value(PolicyRule.MAX_PER_PATIENT_PER_DAY);
    }

    public int maxPerDoctorPerDay() {
        return value(PolicyRule.MAX_PER_DOCTOR_PER_DAY);
    }

    public Duration travel() {
        return minutes(PolicyRule.TRAVEL);
    }

    /** At the same time of day as the visit, on the clock of its location. */
    public boolean remindsDayBefore() {
        return value(PolicyRule.REMINDER_DAY_BEFORE) == 1;
    }

    /** How long before the start; zero means not. */
    public Duration remindsBefore() {
        return minutes(PolicyRule.REMINDER_BEFORE);
    }

    private Duration minutes(PolicyRule rule) {
        return Duration.ofMinutes(value(rule));
    }

    private int value(PolicyRule rule) {
        return setting(rule).value();
    }
}
