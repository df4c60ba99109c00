package clinic.notification;

import clinic.notification.Outbox.Claimed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By mail. */
@Component
class MailWay implements Way {

    private final LetterWriter writer;
    private final @Nullable MailCarrier carrier;

    MailWay(LetterWriter writer, @Nullable MailCarrier carrier) {
        this.writer = writer;
        this.carrier = carrier;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isOpen() {
        return carrier != null;
    }

    @Override
    public Outgoing write(Claimed claimed, Instant now) {
        MailCarrier open = carrier;
        if (open == null) {
            throw new IllegalStateException("Mails wait until there is a mail server");
        }
        return switch (writer.write(claimed, now)) {
            case LetterWriter.Written written -> new Ready(() -> open.carry(written.mail()));
            case LetterWriter.NotNeeded not -> new NotNeeded(not.reason());
        };
    }
}
