package clinic.booking.domain;

import static clinic.booking.Status.*;
import static clinic.booking.Step.*;
import static clinic.shared.Actor.Role.ADMIN;
import static clinic.shared.Actor.Role.DOCTOR;
import static clinic.shared.Actor.Role.PATIENT;
import static clinic.shared.Actor.Role.SYSTEM;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import clinic.booking.Party;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.shared.Actor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of an appointment as a table: from which state who may take which step to which state. Everything that is not in
 * it is refused; the database holds the same table and refuses too, and the picture in the documents is drawn from it.
 */
public final class Lifecycle {

    /**
     * One allowed step.
     *
     * @param awaiting the step is only there while the appointment waits for this side; absent means whatever it waits for
     */
    public record Row(Status from, @Nullable Party awaiting, Step step, Status to, Set<Actor.Role> by) {}

    /** How an appointment begins. Whoever may approve may book without asking. */
    public record Beginning(Status status, Set<Actor.Role> by) {}

    public static final List<Beginning> BEGINNINGS = List.of(
            new Beginning(PENDING, Set.of(PATIENT, ADMIN)), new Beginning(APPROVED, Set.of(PATIENT, DOCTOR, ADMIN)));

    public static final List<Row> ROWS = List.of(
            row(PENDING, APPROVE, APPROVED, DOCTOR, ADMIN),
            row(PENDING, REJECT, REJECTED, DOCTOR, ADMIN),
            row(PENDING, EXPIRE, REJECTED, SYSTEM),
            row(PENDING, MOVE, RESCHEDULED, PATIENT, DOCTOR, ADMIN),
            row(PENDING, CANCEL, CANCELLED, PATIENT, DOCTOR, ADMIN),
            row(APPROVED, MOVE, RESCHEDULED, PATIENT, DOCTOR, ADMIN),
            row(APPROVED, CANCEL, CANCELLED, PATIENT, DOCTOR, ADMIN),
            row(APPROVED, COMPLETE, COMPLETED, DOCTOR, ADMIN),
            row(APPROVED, MARK_NO_SHOW, NO_SHOW, DOCTOR, ADMIN),
            row(RESCHEDULED, MOVE, RESCHEDULED, PATIENT, DOCTOR, ADMIN),
            row(RESCHEDULED, CANCEL, CANCELLED, PATIENT, DOCTOR, ADMIN),
            row(RESCHEDULED, COMPLETE, COMPLETED, DOCTOR, ADMIN),
            row(RESCHEDULED, MARK_NO_SHOW, NO_SHOW, DOCTOR, ADMIN),
            waiting(RESCHEDULED, Party.DOCTOR, APPROVE, APPROVED, DOCTOR, ADMIN),
            waiting(RESCHEDULED, Party.DOCTOR, ACCEPT, APPROVED, DOCTOR, ADMIN),
            waiting(RESCHEDULED, Party.DOCTOR, REJECT, REJECTED, DOCTOR, ADMIN),
            waiting(RESCHEDULED, Party.PATIENT, ACCEPT, APPROVED, PATIENT),
            row(APPROVED, TAKE_BACK_ANSWER, PENDING, DOCTOR, ADMIN),
            row(APPROVED, TAKE_BACK_ANSWER, RESCHEDULED, DOCTOR, ADMIN),
            row(REJECTED, TAKE_BACK_ANSWER, PENDING, DOCTOR, ADMIN),
            row(REJECTED, TAKE_BACK_ANSWER, RESCHEDULED, DOCTOR, ADMIN),
            row(COMPLETED, CORRECT, NO_SHOW, ADMIN),
            row(NO_SHOW, CORRECT, COMPLETED, ADMIN),
            row(PENDING, DELETE, DELETED, ADMIN),
            row(APPROVED, DELETE, DELETED, ADMIN),
            row(REJECTED, DELETE, DELETED, ADMIN),
            row(RESCHEDULED, DELETE, DELETED, ADMIN),
            row(COMPLETED, DELETE, DELETED, ADMIN),
            row(CANCELLED, DELETE, DELETED, ADMIN),
            row(NO_SHOW, DELETE, DELETED, ADMIN));

    /** What is noted about an appointment that stands, beside its state: no step in its history. */
    public static final List<Row> FACTS = List.of(
            row(APPROVED, ARRIVE, APPROVED, DOCTOR, ADMIN),
            row(APPROVED, TAKE_BACK_ARRIVAL, APPROVED, DOCTOR, ADMIN),
            row(APPROVED, BEGIN_VISIT, APPROVED, DOCTOR, ADMIN),
            row(RESCHEDULED, ARRIVE, RESCHEDULED, DOCTOR, ADMIN),
            row(RESCHEDULED, TAKE_BACK_ARRIVAL, RESCHEDULED, DOCTOR, ADMIN),
            row(RESCHEDULED, BEGIN_VISIT, RESCHEDULED, DOCTOR, ADMIN));

    private static final Map<Status, Map<Step, List<Row>>> BY_STEP = Stream.concat(ROWS.stream(), FACTS.stream())
            .collect(groupingBy(
                    Row::from,
                    () -> new EnumMap<>(Status.class),
                    groupingBy(Row::step, () -> new EnumMap<>(Step.class), toList())));

    private Lifecycle() {}

    /** Where the step leads, or empty when there is no such step for this role; an answer taken back leads to where it came from. */
    public static Optional<Status> next(Status from, @Nullable Party awaiting, Step step, Actor.Role by) {
        for (Row row : BY_STEP.getOrDefault(from, Map.of()).getOrDefault(step, List.of())) {
            if (row.by.contains(by) && (row.awaiting == null || row.awaiting == awaiting)) {
                return Optional.of(row.to);
            }
        }
        return Optional.empty();
    }

    private static Row row(Status from, Step step, Status to, Actor.Role... by) {
        return new Row(from, null, step, to, Set.of(by));
    }

    private static Row waiting(Status from, Party awaiting, Step step, Status to, Actor.Role... by) {
        return new Row(from, awaiting, step, to, Set.of(by));
    }
}
