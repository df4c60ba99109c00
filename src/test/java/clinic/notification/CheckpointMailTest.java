package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.audit.AuditTrail;
import clinic.audit.AuditTrail.Sealing;
import clinic.audit.AuditTrail.Signed;
import clinic.shared.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last checkpoint leaves the house, where somebody is named who keeps it. */
class CheckpointMailTest {

    private static final String NOTE = "clinic-audit-1\n7\nroot\nat x\nthrough y\n\n\u2014 clinic-audit-1 signed\n";

    private final List<Mail> carried = new ArrayList<>();

    @Test
    void whoeverIsNamedGetsTheCheckpointToTheLetter() throws NotCarried {
        mail(carried::add, "auditor@elsewhere.example", new Signed(7, Instant.EPOCH, NOTE))
                .send();

        assertThat(carried).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("auditor@elsewhere.example");
            assertThat(mail.subject()).isEqualTo("Checkpoint of the audit trail: 7 entries");
            assertThat(mail.text()).endsWith("\n\n" + NOTE);
        });
    }

    @Test
    void withoutAnyoneNamedOrAnythingSealedThereIsNoMail() throws NotCarried {
        mail(carried::add, "", new Signed(7, Instant.EPOCH, NOTE)).send();
        mail(carried::add, "auditor@elsewhere.example", null).send();
        mail(null, "auditor@elsewhere.example", new Signed(7, Instant.EPOCH, NOTE))
                .send();

        assertThat(carried).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsNotTakenForAMail() {
        CheckpointMail mail = mail(
                lost -> {
                    throw new NotCarried(NotCarried.Why.UNREACHABLE);
                },
                "auditor@elsewhere.example",
                new Signed(7, Instant.EPOCH, NOTE));

        assertThatThrownBy(mail::send).isInstanceOf(NotCarried.class);
    }

    private static CheckpointMail mail(@Nullable MailCarrier carrier, String to, @Nullable Signed last) {
        return new CheckpointMail(new Sealed(last), carrier, to, Clock.systemUTC());
    }

    private record Sealed(@Nullable Signed last) implements AuditTrail {

        @Override
        public List<Own> ownHistory(Actor patient) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Entry> entries(Actor admin, Filter filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Detail entry(Actor admin, long id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Sealing sealing(Actor adminOrSystem) {
            return new Sealing(last, null);
        }
    }
}
