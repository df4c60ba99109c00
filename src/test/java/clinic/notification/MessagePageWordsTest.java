package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the messages are called on the admin's page, which sees them by the names of their purposes, states and reasons. */
class MessagePageWordsTest {

    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages-staff");

    @Test
    void everyPurposeStateRecipientAndReasonOfACarrierHasItsWords() {
        Stream<String> keys = Stream.of(
                        Arrays.stream(Purpose.values()).map(purpose -> "purpose." + purpose),
                        Arrays.stream(Notifications.State.values()).map(state -> "state." + state),
                        Arrays.stream(Channel.values()).map(channel -> "channel." + channel),
                        Arrays.stream(Recipient.values()).map(recipient -> "to." + recipient),
                        Arrays.stream(NotCarried.Why.values()).map(why -> "reason." + why))
                .flatMap(some -> some);

        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(WORDS.containsKey("messages." + key)).as(key).isTrue());
    }
}
