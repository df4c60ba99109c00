package clinic.demo;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome;
import clinic.demo.DemoClinic.Staffed;
import clinic.demo.Premises.DoctorPlan;
import clinic.demo.Visit.Act;
import clinic.demo.Visit.By;
import clinic.directory.TypeId;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets people live through the visits of a diary: each act is done at its own moment, by the one whose wish it was. Acts of
 * one person on neighbouring visits share a transaction, which saves half of the time.
 */
class Playback {

    private static final int VISITS_AT_ONCE = 100;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Appointments appointments;
    private final Staffed clinic;
    private final IntConsumer progress;

    Playback(
            Transactions transactions,
            JdbcClient jdbc,
            Appointments appointments,
            Staffed clinic,
            IntConsumer progress) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.appointments = appointments;
        this.clinic = clinic;
        this.progress = progress;
    }

    void play(List<Visit> visits) {
        for (int from = 0; from < visits.size(); from += VISITS_AT_ONCE) {
            List<Visit> some = visits.subList(from, Math.min(visits.size(), from + VISITS_AT_ONCE));
            playTogether(some);
            progress.accept(some.size());
        }
    }

    /** First all bookings, then every visit's second act, and so on. */
    private void playTogether(List<Visit> visits) {
        AppointmentId[] ids = new AppointmentId[visits.size()];
        int mostActs =
                visits.stream().mapToInt(visit -> visit.life().size()).max().orElse(0);
        for (int number = 0; number < mostActs; number++) {
            for (Map.Entry<Actor, List<Integer>> entry : byActor(visits, number).entrySet()) {
                Actor actor = entry.getKey();
                int current = number;
                transactions.as(actor, () -> {
                    commitWithoutWaitingForTheDisk();
                    for (int i : entry.getValue()) {
                        ids[i] = play(actor, visits.get(i), visits.get(i).life().get(current), ids[i]);
                    }
                    return true;
                });
            }
        }
    }

    /** What a crash loses now is built anew anyway; the note that the building is finished waits for all of it. */
    private void commitWithoutWaitingForTheDisk() {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    private Map<Actor, List<Integer>> byActor(List<Visit> visits, int number) {
        Map<Actor, List<Integer>> byActor = new LinkedHashMap<>();
        for (int i = 0; i < visits.size(); i++) {
            if (visits.get(i).life().size() > number) {
                Actor actor =
                        actor(visits.get(i), visits.get(i).life().get(number).by());
                byActor.computeIfAbsent(actor, none -> new ArrayList<>()).add(i);
            }
        }
        return byActor;
    }

    private Actor actor(Visit visit, By by) {
        return switch (by) {
            case DOCTOR -> clinic.doctorAccounts().get(visit.doctor());
            case PATIENT -> clinic.patientAccounts().getOrDefault(visit.patient(), clinic.admin());
            case DESK -> clinic.admin();
        };
    }

    private AppointmentId play(Actor actor, Visit visit, Act act, @Nullable AppointmentId id) {
        BookingOutcome outcome =
                DemoClock.at(act.at(), () -> id == null ? book(actor, visit, act) : change(actor, id, act));
        if (outcome instanceof BookingOutcome.Done done) {
            return done.appointment().id();
        }
        throw new IllegalStateException("The demo clinic was refused to " + act.what() + ": " + outcome);
    }

    private BookingOutcome book(Actor actor, Visit visit, Act act) {
        DoctorPlan doctor = Premises.DOCTORS.get(visit.doctor());
        @Nullable TypeId type = clinic.types().get(visit.kind());
        if (type == null) {
            throw new IllegalStateException("A visit of a kind that the clinic does not have");
        }
        boolean outside = act.what() == Visit.What.BOOK_OUTSIDE_HOURS;
        return appointments.book(
                actor,
                new Appointments.Booking(
                        actor.is(Actor.Role.PATIENT) ? null : clinic.patients().get(visit.patient()),
                        clinic.doctors().get(visit.doctor()),
                        clinic.places().get(doctor.place()),
                        type,
                        visit.start(),
                        visit.length(),
                        null,
                        outside ? null : act.words(),
                        outside ? act.words() : null,
                        null));
    }

    private BookingOutcome change(Actor actor, AppointmentId id, Act act) {
        Change change = new Change(null, act.words());
        return switch (act.what()) {
            case BOOK, BOOK_OUTSIDE_HOURS -> throw new IllegalStateException("A visit is booked once");
            case APPROVE -> appointments.approve(actor, id, change);
            case REJECT -> appointments.reject(actor, id, change);
            case MOVE -> appointments.move(actor, id, new Appointments.Move(target(act), null, null, null), change);
            case ACCEPT -> appointments.accept(actor, id, change);
            case CANCEL -> appointments.cancel(actor, id, change);
            case ARRIVE -> appointments.arrive(actor, id, change);
            case BEGIN -> appointments.beginVisit(actor, id, change);
            case COMPLETE -> appointments.complete(actor, id, change);
            case MISS -> appointments.markNoShow(actor, id, change);
        };
    }

    private static Instant target(Act move) {
        if (move.to() == null) {
            throw new IllegalStateException("A move without a time");
        }
        return move.to();
    }
}
