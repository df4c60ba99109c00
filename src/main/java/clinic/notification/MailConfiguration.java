package clinic.notification;

import clinic.platform.SenderAddress;
import clinic.platform.Transactions;
import clinic.sms.PhoneNumbers;
import clinic.vault.Vault;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Which way mails go: to the SMTP server that {@code spring.mail.host} names, else in the demo clinic to its mailbox, else
 * nowhere. Text messages without a gateway of their own go to that mailbox too.
 */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    @Primary
    @ConditionalOnProperty("spring.mail.host")
    SmtpCarrier smtpCarrier(JavaMailSender sender, SenderAddress from) {
        return new SmtpCarrier(sender, from.address());
    }

    @Bean
    @ConditionalOnProperty("clinic.demo")
    DemoCarrier demoCarrier(
            Transactions transactions, JdbcClient jdbc, PhoneNumbers numbers, Clock clock, Vault vault) {
        return new DemoCarrier(transactions, jdbc, numbers, clock, vault);
    }
}
