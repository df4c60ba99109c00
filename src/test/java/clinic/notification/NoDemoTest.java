package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.notification.DemoMailboxTest.AsAVisitor;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A real clinic that nobody gave a mail server yet. */
@ClinicTest
@Import(Practice.class)
@ExtendWith(OutputCaptureExtension.class)
class NoDemoTest {

    @Autowired
    private Digests digests;

    @Autowired
    private Practice practice;

    @Autowired
    private Relay relay;

    @Autowired
    private CheckpointMail checkpoints;

    @Autowired
    @Qualifier("sessionsDataSource") private DataSource timetable;

    @Autowired
    private TestClock clock;

    @LocalServerPort
    private int port;

    @Test
    void thereIsNoDemoMailbox() throws Exception {
        assertThat(AsAVisitor.get(port, "/api/v1/demo/mailbox").statusCode()).isEqualTo(404);
        assertThat(AsAVisitor.get(port, "/demo/mailbox").statusCode()).isEqualTo(404);
    }

    @Test
    void withoutAMailServerMailsWaitAndTheLogSaysSoOnce(CapturedOutput output) {
        practice.nothingIsWaiting();
        Someone patient = practice.patient();
        var id = practice.request(patient, patient, practice.doctorWithoutAccount());
        RelaySchedule schedule = new RelaySchedule(relay, new RelayBell(), digests, checkpoints, timetable);

        schedule.start();
        relay.deliverDue();
        schedule.stop();

        assertThat(practice.mails(id)).containsExactly("PATIENT REQUESTED PLANNED");
        assertThat(output.getAll()).containsOnlyOnce("There is no mail server");
    }

    @Test
    void withoutAMailServerPatientsAreRemindedInTheClinicsOwnPages() {
        practice.nothingIsWaiting();
        Someone patient = practice.patient();
        var id = practice.bookInstantly(patient, practice.doctor());
        clock.set(Practice.TUESDAY.minus(Duration.ofHours(1)));

        relay.deliverDue();

        assertThat(practice.reminders(id))
                .containsExactly(
                        "EMAIL 2026-11-23T10:40:00Z PLANNED",
                        "EMAIL 2026-11-24T08:40:00Z PLANNED",
                        "IN_APP 2026-11-23T10:40:00Z SKIPPED LATE",
                        "IN_APP 2026-11-24T08:40:00Z SENT");
    }
}
