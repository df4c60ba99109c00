package clinic.directory;

import java.time.Duration;

/**
 * The clinic's rules for booking. Durations run on the instant line; days count in the location's zone.
 *
 * @param leadTime how long before its start a time can be booked at the latest
 * @param horizonDays how many days ahead a time can be booked at the earliest
 * @param cancelCutOff until how long before the start a patient may cancel or move
 * @param moveLimit how often a patient may move one appointment
 * @param noShowGrace how long after the start a no-show can be recorded at the earliest
 * @param maxOpenPerPatient how many appointments ahead one patient may have
 * @param maxPerPatientPerDay how many of one patient may lie on one day
 */
public record Policy(
        Duration leadTime,
        int horizonDays,
        Duration cancelCutOff,
        int moveLimit,
        Duration noShowGrace,
        int maxOpenPerPatient,
        int maxPerPatientPerDay) {}
