package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.notification.DemoMailboxTest.AsAVisitor;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
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
    private Practice practice;

    @Autowired
    private Relay relay;

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
        RelaySchedule schedule = new RelaySchedule(relay, new RelayBell(), new org.postgresql.ds.PGSimpleDataSource());

        schedule.start();
        relay.deliverDue();

        assertThat(practice.mails(id)).containsExactly("PATIENT REQUESTED PLANNED");
        assertThat(output.getAll()).containsOnlyOnce("There is no mail server");
        assertThat(schedule.isRunning()).isFalse();
    }
}
