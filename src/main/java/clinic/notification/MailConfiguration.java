package clinic.notification;

import clinic.platform.Transactions;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Which way mails go: to the SMTP server that {@code spring.mail.host} names, else in the demo clinic to its mailbox, else
 * nowhere.
 */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    /** @param from property {@code clinic.mail-from}: a bare address, or a name with one in angle brackets */
    @Bean
    @Primary
    @ConditionalOnProperty("spring.mail.host")
    SmtpCarrier smtpCarrier(JavaMailSender sender, @Value("${clinic.mail-from:Clinic <clinic@localhost>}") String from)
            throws AddressException {
        return new SmtpCarrier(sender, new InternetAddress(from, false));
    }

    @Bean
    @ConditionalOnProperty("clinic.demo")
    DemoCarrier demoCarrier(Transactions transactions, JdbcClient jdbc) {
        return new DemoCarrier(transactions, jdbc);
    }
}
