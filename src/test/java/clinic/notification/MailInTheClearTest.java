package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Whether mails go to the mail server encrypted. */
class MailInTheClearTest {

    @Test
    void toAnotherMachineNothingGoesUnlessItIsEncrypted() throws AddressException {
        assertThat(settings("mail.example", "smtp"))
                .containsEntry("mail.smtp.starttls.enable", "true")
                .containsEntry("mail.smtp.starttls.required", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void onThisMachineNobodyListensOnTheWay(String host) throws AddressException {
        assertThat(settings(host, "smtp")).doesNotContainKey("mail.smtp.starttls.required");
    }

    @Test
    void whatIsEncryptedFromTheStartIsNotAskedTo() throws AddressException {
        assertThat(settings("mail.example", "smtps")).doesNotContainKey("mail.smtp.starttls.required");
    }

    private static Properties settings(String host, String protocol) throws AddressException {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setProtocol(protocol);
        new SmtpCarrier(sender, new InternetAddress("clinic@clinic.example"));
        return sender.getJavaMailProperties();
    }
}
