package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.notification.Practice.Someone;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Appointments live random lives, while two relays that are killed every now and then share the mails, and the mail server
 * fails three times in ten. What has arrived in the end is exactly what each life asks for. {@code -Dclinic.lives} says how
 * many lives, {@code -Dclinic.seed} which.
 */
@ClinicTest
@Import(Practice.class)
class RandomLivesTest {

    private static final int LIVES = Integer.getInteger("clinic.lives", 60);
    private static final long SEED = Long.getLong("clinic.seed", System.nanoTime());
    private static final int ROUNDS = 4;
    private static final int DOCTORS = 12;
    /** By the patient, in the policy that nobody has set. */
    private static final int MOST_MOVES = 2;

    private static final Duration VISIT = Duration.ofMinutes(20);
    private static final GreenMail SERVER =
            new GreenMail(ServerSetupTest.SMTP.dynamicPort().setVerbose(false));

    static {
        SERVER.start();
    }

    @Autowired
    private Practice practice;

    @Autowired
    private Appointments appointments;

    @Autowired
    private Outbox outbox;

    @Autowired
    private LetterWriter writer;

    @Autowired
    private MailCarrier smtp;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    private final Random chance = new Random(SEED);
    private final List<Life> lives = new ArrayList<>();
    private final Set<String> wanted = new TreeSet<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final Set<UUID> mayComeTwice = ConcurrentHashMap.newKeySet();
    private int slots;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    /** An appointment, and what it has come to so far. */
    private static final class Life {

        private final AppointmentId id;
        private final Someone patient;
        private Someone doctor;
        private Status status;
        private int step = 1;
        private int patientsMoves;
        private boolean doctorIsAsked;

        private Life(AppointmentId id, Someone patient, Someone doctor, boolean asks) {
            this.id = id;
            this.patient = patient;
            this.doctor = doctor;
            this.status = asks ? Status.PENDING : Status.APPROVED;
            this.doctorIsAsked = asks;
        }

        private boolean isOpen() {
            return status == Status.PENDING || status == Status.APPROVED || status == Status.RESCHEDULED;
        }
    }

    /** Who is to be mailed what of one step. */
    private record Telling(Someone to, String mail) {}

    @Test
    void whatArrivesIsExactlyWhatEachLifeAsksFor() throws Exception {
        List<Someone> doctors = Stream.generate(practice::doctor).limit(DOCTORS).toList();
        List<Telling> toldOfABeginning = new ArrayList<>();
        for (int i = 0; i < LIVES; i++) {
            toldOfABeginning.addAll(begin(doctors.get(i % DOCTORS)));
        }
        toldOfABeginning.forEach(told -> wanted.add(told.mail()));
        deliver();
        for (int round = 0; round < ROUNDS; round++) {
            lives.forEach(life -> liveOn(life, doctors));
            clock.advance(Duration.ofSeconds(10));
            deliver();
        }

        Map<String, Integer> arrived = arrived();

        assertThat(arrived.keySet()).as("seed %d", SEED).isEqualTo(wanted);
        Set<String> twice = new TreeSet<>();
        mayComeTwice.forEach(id -> twice.add(named(id)));
        assertThat(arrived).as("seed %d", SEED).allSatisfy((mail, times) -> {
            if (!twice.contains(mail)) {
                assertThat(times).as(mail).isEqualTo(1);
            }
        });
        System.out.printf(
                "%d lives, %d mails, %d kills, %d failures of the server, seed %d%n",
                LIVES, arrived.size(), kills.get(), failures.get(), SEED);
        assertThat(kills.get()).isPositive();
        assertThat(failures.get()).isPositive();
    }

    private List<Telling> begin(Someone doctor) {
        Someone patient = practice.patient();
        boolean asks = chance.nextBoolean();
        AppointmentId id = asks
                ? practice.request(patient, patient, doctor, freeTime())
                : practice.bookInstantly(patient, doctor, freeTime());
        Life life = new Life(id, patient, doctor, asks);
        lives.add(life);
        return told(life, Role.PATIENT, asks ? "REQUESTED" : "BOOKED");
    }

    /** One step or two; of two at once only the second is worth telling, but for a doctor who has lost the visit. */
    private void liveOn(Life life, List<Someone> doctors) {
        List<Telling> before = List.of();
        for (int steps = 1 + chance.nextInt(2); steps > 0; steps--) {
            List<Telling> told = step(life, doctors);
            if (!told.isEmpty()) {
                before.stream()
                        .filter(telling -> telling.mail().endsWith("HANDED_OVER"))
                        .forEach(telling -> wanted.add(telling.mail()));
                before = told;
            }
        }
        before.forEach(telling -> wanted.add(telling.mail()));
    }

    private List<Telling> step(Life life, List<Someone> doctors) {
        if (!life.isOpen()) {
            return List.of();
        }
        Role role = List.of(Role.PATIENT, Role.DOCTOR, Role.ADMIN).get(chance.nextInt(3));
        Someone by = switch (role) {
            case PATIENT -> life.patient;
            case DOCTOR -> life.doctor;
            default -> practice.theAdmin();
        };
        boolean answers = life.doctorIsAsked && role != Role.PATIENT;
        return switch (chance.nextInt(6)) {
            case 0, 1 -> answers ? approve(life, role, by) : List.of();
            case 2 -> answers ? reject(life, role, by) : List.of();
            case 3 -> cancel(life, role, by);
            default -> move(life, role, by, doctors);
        };
    }

    private List<Telling> approve(Life life, Role role, Someone by) {
        boolean moved = life.status == Status.RESCHEDULED;
        practice.approveJustNow(by, life.id);
        if (chance.nextInt(4) == 0) {
            practice.takeBack(by, life.id);
            life.step += 2;
            return List.of();
        }
        life.doctorIsAsked = false;
        return next(life, role, Status.APPROVED, moved ? "MOVE_APPROVED" : "APPROVED");
    }

    private List<Telling> reject(Life life, Role role, Someone by) {
        appointments.reject(by.actor(), life.id, Appointments.Change.because("Full"));
        return next(life, role, Status.REJECTED, "REJECTED");
    }

    private List<Telling> cancel(Life life, Role role, Someone by) {
        practice.cancel(by, life.id);
        return next(life, role, Status.CANCELLED, "CANCELLED");
    }

    private List<Telling> move(Life life, Role role, Someone by, List<Someone> doctors) {
        if (role == Role.PATIENT && ++life.patientsMoves > MOST_MOVES) {
            return List.of();
        }
        Someone before = life.doctor;
        Someone to = role == Role.ADMIN && chance.nextBoolean() ? doctors.get(chance.nextInt(DOCTORS)) : null;
        practice.move(by, life.id, to, freeTime());
        if (to != null) {
            life.doctor = to;
        }
        life.doctorIsAsked = role == Role.PATIENT;
        List<Telling> told = new ArrayList<>(
                next(life, role, Status.RESCHEDULED, role == Role.PATIENT ? "MOVE_REQUESTED" : "MOVED"));
        if (!life.doctor.equals(before)) {
            told.add(telling(life, before, "DOCTOR", "HANDED_OVER"));
        }
        if (role == Role.PATIENT && books(life)) {
            life.doctorIsAsked = false;
            return next(life, role, Status.APPROVED, "MOVE_APPROVED");
        }
        return told;
    }

    /** Where the visit books instantly the patient's move is approved by itself, as a step of its own. */
    private boolean books(Life life) {
        return appointments.appointment(life.patient.actor(), life.id).status() == Status.APPROVED;
    }

    private static List<Telling> next(Life life, Role role, Status status, String purpose) {
        life.status = status;
        life.step++;
        return told(life, role, purpose);
    }

    private static List<Telling> told(Life life, Role by, String purpose) {
        List<Telling> told = new ArrayList<>(List.of(telling(life, life.patient, "PATIENT", purpose)));
        if (by != Role.DOCTOR) {
            told.add(telling(life, life.doctor, "DOCTOR", purpose));
        }
        return told;
    }

    private static Telling telling(Life life, Someone to, String kind, String purpose) {
        return new Telling(to, String.join(" ", life.id.value().toString(), "" + life.step, kind, to.email(), purpose));
    }

    /** No two lives want the same time, so that nothing here is refused. */
    private Instant freeTime() {
        int slot = slots++;
        Instant day = TestClock.START.plus(Duration.ofDays(3 + slot / 29));
        return day.plus(Duration.ofMinutes(20)).plus(VISIT.multipliedBy(slot % 29));
    }

    /** Until nothing is left: two relays side by side, each gone and replaced by another when it is killed. */
    private void deliver() throws InterruptedException {
        while (unsent() > 0) {
            List<Thread> relays = Stream.of(1, 2)
                    .map(n -> Thread.ofPlatform().start(() -> deliverUntilKilled(new Random(chance.nextLong()))))
                    .toList();
            for (Thread relay : relays) {
                relay.join();
            }
            clock.advance(Outbox.LEASE);
        }
    }

    private void deliverUntilKilled(Random mine) {
        Relay relay = new Relay(outbox, List.of(new MailWay(writer, mail -> carry(mail, mine))), clock);
        try {
            relay.deliverDue();
        } catch (Killed killed) {
            kills.incrementAndGet();
        }
    }

    /** Nothing catches it, as nothing catches the end of a process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void carry(Mail mail, Random mine) throws NotCarried {
        int fate = mine.nextInt(100);
        if (fate == 0) {
            throw new Killed();
        }
        if (fate <= 30 && failedBefore.merge(mail.message(), 1, Integer::sum) < Relay.TRIES) {
            failures.incrementAndGet();
            throw new NotCarried(NotCarried.Why.REFUSED);
        }
        smtp.carry(mail);
        if (fate == 99) {
            mayComeTwice.add(mail.message());
            throw new Killed();
        }
    }

    private final Map<UUID, Integer> failedBefore = new ConcurrentHashMap<>();

    private int unsent() {
        return database.behindTheWalls()
                .sql("select count(*) from message where channel = 'EMAIL' and purpose <> 'REMINDER'"
                        + " and state in ('PLANNED', 'FAILED') and appointment_id = any(cast(:ids as uuid[]))")
                .param(
                        "ids",
                        lives.stream()
                                .map(life -> life.id.value().toString())
                                .toList()
                                .toString()
                                .replace('[', '{')
                                .replace(']', '}'))
                .query(Integer.class)
                .single();
    }

    /** How often each mail came. */
    private Map<String, Integer> arrived() throws MessagingException {
        Map<String, Integer> arrived = new TreeMap<>();
        for (MimeMessage mail : SERVER.getReceivedMessages()) {
            String id = mail.getMessageID();
            String named = named(UUID.fromString(id.substring(1, id.indexOf('@'))));
            assertThat(named).contains(" " + mail.getAllRecipients()[0] + " ");
            arrived.merge(named, 1, Integer::sum);
        }
        return arrived;
    }

    private String named(UUID message) {
        return database.behindTheWalls()
                .sql("""
                        select concat_ws(' ', m.appointment_id, m.transition, m.recipient_kind,
                                         coalesce(p.account_id, a.id) || '@people.example', m.purpose)
                        from message m
                        left join patient p on p.id = m.recipient_id
                        left join doctor d on d.id = m.recipient_id left join account a on a.id = d.account_id
                        where m.id = :id
                        """)
                .param("id", message)
                .query(String.class)
                .single();
    }
}
