package clinic.directory;

import java.util.Arrays;
import java.util.Optional;

/** The numbers that the policy is made of, with the bounds of each, in the order in which they are shown. */
public enum PolicyRule {
    /** How long before its start a time can be booked at the latest. */
    LEAD_TIME("leadTimeMinutes", 0, 43_200),
    /** How many days ahead a time can be booked at the earliest. */
    HORIZON("horizonDays", 1, 730),
    /** Until how long before the start a patient may cancel or move. */
    CANCEL_CUT_OFF("cancelCutOffMinutes", 0, 43_200),
    /** How often a patient may move one appointment. */
    MOVE_LIMIT("moveLimit", 0, 100),
    /** How long a request waits for an answer before it is over. */
    REQUEST_EXPIRY("requestExpiryMinutes", 15, 43_200),
    /** How long after the start a no-show can be recorded at the earliest. */
    NO_SHOW_GRACE("noShowGraceMinutes", 0, 1440),
    /** How many appointments ahead one patient may have. */
    MAX_OPEN_PER_PATIENT("maxOpenPerPatient", 1, 1000),
    /** How many of one patient may lie on one day. */
    MAX_PER_PATIENT_PER_DAY("maxPerPatientPerDay", 1, 100),
    /** How many visits, held times included, one doctor may have on one day. */
    MAX_PER_DOCTOR_PER_DAY("maxPerDoctorPerDay", 1, 500),
    /** How long a doctor needs from a visit at one location to a visit at another. */
    TRAVEL("travelMinutes", 0, 480),
    /** Whether patients are reminded the day before, at the same time of day: 1 or 0. */
    REMINDER_DAY_BEFORE("reminderDayBefore", 0, 1),
    /** How long before the start they are reminded; 0 means not. */
    REMINDER_BEFORE("reminderMinutesBefore", 0, 2880);

    private final String key;
    private final int least;
    private final int most;

    PolicyRule(String key, int least, int most) {
        this.key = key;
        this.least = least;
        this.most = most;
    }

    /** Its name in the JSON contract and in the database; ends with the unit where there is one. */
    public String key() {
        return key;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    public static Optional<PolicyRule> of(String key) {
        return Arrays.stream(values()).filter(rule -> rule.key.equals(key)).findFirst();
    }
}
