package clinic.notification;

import clinic.ical.CalendarObject;
import clinic.platform.Loopback;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.Properties;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Hands mails to the configured SMTP server, as plain text and HTML side by side. An invitation is the third of these faces
 * and no attachment: that is where mail programs look for what they offer to put into the calendar.
 */
class SmtpCarrier implements MailCarrier {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final JavaMailSender sender;
    private final InternetAddress from;

    SmtpCarrier(JavaMailSender sender, InternetAddress from) {
        this.sender = sender;
        this.from = from;
        if (sender instanceof JavaMailSenderImpl configured) {
            neverWaitForever(configured.getJavaMailProperties());
            neverInTheClear(configured);
        }
    }

    /** Without these a silent server would hold the relay for good; each stays well below the lease of a message. */
    private static void neverWaitForever(Properties properties) {
        properties.putIfAbsent("mail.smtp.connectiontimeout", "5000");
        properties.putIfAbsent("mail.smtp.timeout", "10000");
        properties.putIfAbsent("mail.smtp.writetimeout", "10000");
    }

    /** To another machine only encrypted; the server's name is checked against its certificate by the library. */
    private static void neverInTheClear(JavaMailSenderImpl sender) {
        Properties properties = sender.getJavaMailProperties();
        boolean encrypted = "smtps".equals(sender.getProtocol())
                || Boolean.parseBoolean(properties.getProperty("mail.smtp.ssl.enable"));
        if (!encrypted && !Loopback.is(sender.getHost())) {
            properties.putIfAbsent("mail.smtp.starttls.enable", "true");
            properties.putIfAbsent("mail.smtp.starttls.required", "true");
        }
    }

    @Override
    public void carry(Mail mail) throws NotCarried {
        try {
            sender.send(mime(mail));
        } catch (AddressException e) {
            throw new NotCarried(NotCarried.Why.BAD_ADDRESS);
        } catch (MailSendException e) {
            throw new NotCarried(wasAnswered(e) ? NotCarried.Why.REFUSED : NotCarried.Why.UNREACHABLE);
        } catch (MailException e) {
            throw new NotCarried(NotCarried.Why.UNREACHABLE);
        } catch (MessagingException e) {
            throw new NotCarried(NotCarried.Why.REFUSED);
        }
    }

    private MimeMessage mime(Mail mail) throws MessagingException {
        MimeMultipart either = new MimeMultipart("alternative");
        either.addBodyPart(part(mail.text(), "plain"));
        either.addBodyPart(part(mail.html(), "html"));
        if (mail.calendar() != null) {
            either.addBodyPart(part(mail.calendar()));
        }
        MimeMessage mime = sender.createMimeMessage();
        mime.setFrom(from);
        mime.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(mail.to(), true));
        mime.setSubject(mail.subject(), UTF_8);
        mime.setSentDate(Date.from(mail.at()));
        mime.setHeader("Message-ID", "<" + mail.message() + "@" + domain() + ">");
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setContent(either);
        return mime;
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, UTF_8, subtype);
        return part;
    }

    private static MimeBodyPart part(CalendarObject calendar) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        byte[] text = calendar.text().getBytes(StandardCharsets.UTF_8);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text, calendar.contentType())));
        return part;
    }

    private String domain() {
        String address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** A refusal of one mail carries its own exception; a server that is away fails before any mail. */
    private static boolean wasAnswered(MailSendException e) {
        return Arrays.stream(e.getMessageExceptions()).anyMatch(SendFailedException.class::isInstance);
    }
}
