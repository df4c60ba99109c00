package clinic.demo;

import static clinic.demo.Visit.By.DESK;
import static clinic.demo.Visit.By.DOCTOR;
import static clinic.demo.Visit.By.PATIENT;

import clinic.demo.Diary.Taken;
import clinic.demo.Premises.DoctorPlan;
import clinic.demo.Visit.Act;
import clinic.demo.Visit.By;
import clinic.demo.Visit.What;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws what becomes of one doctor's visits: most are kept, some declined, moved, cancelled or missed. */
class Lives {

    private static final List<String> NOTES = List.of(
            "It began about a week ago and is not getting better.",
            "I would like to talk about the last results.",
            "My knee hurts when I climb stairs.",
            "I sleep badly and would like advice.",
            "A mark on my arm has changed its colour.",
            "I need a certificate for a course.");
    private static final List<String> WHY_DECLINED = List.of(
            "Please see the dermatologist for this.",
            "This needs a longer visit. Please ask for 45 minutes.",
            "A follow-up is enough here. Please book one.");
    private static final List<String> WHY_CANCELLED = List.of("The doctor is ill.", "The equipment is being repaired.");
    private static final List<String> WHY_MOVED = List.of("A meeting was put on this time.", "The room is needed.");
    private static final String PATIENT_ASKED = "At the patient's wish.";
    private static final Duration CUT_OFF = Duration.ofHours(25);

    private final Random lot;
    private final DoctorPlan doctor;
    private final ZoneId zone;
    private @Nullable Taken toBeLeft;

    Lives(Random lot, DoctorPlan doctor, ZoneId zone) {
        this.lot = lot;
        this.doctor = doctor;
        this.zone = zone;
    }

    /**
     * The visit that takes this time. Now and then nobody keeps it: who booked it moves to a later one, and the visit comes
     * back when that later time is handed in.
     */
    Optional<Visit> visit(int doctorIndex, Taken taken) {
        Taken from = toBeLeft;
        if (from == null && chance(20)) {
            toBeLeft = taken;
            return Optional.empty();
        }
        if (from != null && from.kind().equals(taken.kind()) && from.length().equals(taken.length())) {
            toBeLeft = null;
            return Optional.of(life(doctorIndex, from, taken.start()));
        }
        return Optional.of(life(doctorIndex, taken, null));
    }

    private Visit life(int doctorIndex, Taken booked, @Nullable Instant movedTo) {
        List<Act> acts = new ArrayList<>();
        Instant start = booked.start();
        Instant settled = bookingBefore(start, movedTo == null ? 1 : 5);
        acts.add(new Act(What.BOOK, PATIENT, settled, booked.kind().instant() ? null : oneOf(NOTES)));
        boolean declined = false;
        if (!booked.kind().instant()) {
            settled = answerTo(settled, start);
            declined = movedTo == null && chance(9);
            acts.add(
                    declined
                            ? new Act(What.REJECT, DOCTOR, settled, oneOf(WHY_DECLINED))
                            : new Act(What.APPROVE, DOCTOR, settled, null));
        }
        if (movedTo != null) {
            settled = move(acts, booked, settled, movedTo);
            start = movedTo;
        }
        if (!declined) {
            end(acts, settled, start, start.plus(booked.length()));
        }
        return new Visit(doctorIndex, 0, booked.kind(), booked.start(), booked.length(), acts);
    }

    /** Returns when it was settled again. */
    private Instant move(List<Act> acts, Taken booked, Instant settled, Instant movedTo) {
        By by = chance(50) ? PATIENT : DOCTOR;
        Instant moved = between(settled, booked.start().minus(CUT_OFF));
        acts.add(new Act(What.MOVE, by, moved, by == DOCTOR ? oneOf(WHY_MOVED) : PATIENT_ASKED, movedTo));
        if (by == PATIENT && booked.kind().instant() || chance(60)) {
            return moved;
        }
        Instant answered = answerTo(moved, movedTo);
        acts.add(new Act(What.ACCEPT, by == PATIENT ? DOCTOR : PATIENT, answered, null));
        return answered;
    }

    private void end(List<Act> acts, Instant settled, Instant start, Instant end) {
        int fate = lot.nextInt(100);
        Instant lastMoment = start.minus(CUT_OFF);
        if (fate < 8 && settled.isBefore(lastMoment)) {
            acts.add(new Act(What.CANCEL, PATIENT, between(settled, lastMoment), PATIENT_ASKED));
        } else if (fate < 10) {
            acts.add(new Act(What.CANCEL, DOCTOR, between(settled, start), oneOf(WHY_CANCELLED)));
        } else if (fate < 16) {
            acts.add(new Act(What.MISS, DOCTOR, start.plus(minutes(20 + lot.nextInt(20))), null));
        } else {
            acts.add(new Act(What.ARRIVE, DESK, start.minus(minutes(2 + lot.nextInt(16))), null));
            acts.add(new Act(What.BEGIN, DOCTOR, start.plus(minutes(lot.nextInt(12))), null));
            acts.add(new Act(What.COMPLETE, DOCTOR, end.plus(minutes(1 + lot.nextInt(12))), null));
        }
    }

    /** Most book within two weeks, some long before; by day, on the clock of the place. */
    private Instant bookingBefore(Instant start, int leastDays) {
        int kind = lot.nextInt(100);
        int days = kind < 25 ? lot.nextInt(3) : kind < 65 ? 3 + lot.nextInt(11) : 14 + lot.nextInt(28);
        LocalTime time = LocalTime.of(8 + lot.nextInt(11), lot.nextInt(60));
        return start.atZone(zone)
                .toLocalDate()
                .minusDays(leastDays + days)
                .atTime(time)
                .atZone(zone)
                .toInstant();
    }

    private Instant answerTo(Instant asked, Instant start) {
        Instant answer = asked.plus(minutes(doctor.answerHours() * 20L + lot.nextInt(doctor.answerHours() * 40)));
        return answer.isBefore(start.minus(CUT_OFF)) ? answer : between(asked, start);
    }

    /** Some time in the middle. */
    private Instant between(Instant from, Instant to) {
        long whole = Duration.between(from, to).toMinutes();
        return from.plus(minutes(whole / 4 + lot.nextLong(Math.max(1, whole / 2))));
    }

    private boolean chance(int percent) {
        return lot.nextInt(100) < percent;
    }

    private String oneOf(List<String> words) {
        return words.get(lot.nextInt(words.size()));
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }
}
