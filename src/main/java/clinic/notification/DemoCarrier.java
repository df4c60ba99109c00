package clinic.notification;

import clinic.ical.CalendarObject;
import clinic.ical.CalendarObject.Method;
import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.sms.PhoneNumbers;
import clinic.sms.PhoneNumbers.PhoneNumber;
import clinic.sms.SmsGateway;
import clinic.sms.TextMessage;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts mails and text messages into the demo mailbox, where everybody may read them. One carried twice lies there once. */
class DemoCarrier implements MailCarrier, SmsGateway, DemoMailbox {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final PhoneNumbers numbers;
    private final Clock clock;

    DemoCarrier(Transactions transactions, JdbcClient jdbc, PhoneNumbers numbers, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** As a mail that has a number for an address and no HTML. */
    @Override
    public void send(TextMessage message) {
        carry(new Mail(message.id(), message.to(), "SMS", message.text(), "", null, clock.instant()));
    }

    @Override
    public void carry(Mail mail) {
        transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        insert into demo_mail (id, message_id, recipient, recipient_key, subject, sent_at, text, html,
                                               calendar_method, calendar)
                        values (:id, :message, :to, :key, :subject, :at, :text, :html, :method, :calendar)
                        on conflict (message_id) do nothing
                        """)
                        .param("id", UuidCreator.getTimeOrderedEpoch())
                        .param("message", mail.message())
                        .param("to", mail.to())
                        .param("key", key(mail.to()))
                        .param("subject", mail.subject())
                        .param("at", Sql.at(mail.at()))
                        .param("text", mail.text())
                        .param("html", mail.html())
                        .param(
                                "method",
                                mail.calendar() == null
                                        ? null
                                        : mail.calendar().method().name())
                        .param(
                                "calendar",
                                mail.calendar() == null ? null : mail.calendar().text())
                        .update());
    }

    @Override
    public List<DemoMail> mails(@Nullable String to, int limit) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        select recipient, subject, sent_at, text, html, calendar_method, calendar from demo_mail
                        where cast(:key as text) is null or recipient_key = :key
                        order by sent_at desc, id desc limit :limit
                        """)
                        .param("key", to == null ? null : key(to))
                        .param("limit", Math.clamp(limit, 1, 200))
                        .query((row, n) -> mail(row))
                        .list());
    }

    private static DemoMail mail(ResultSet row) throws SQLException {
        String text = row.getString("text");
        String html = row.getString("html");
        List<Part> parts = new ArrayList<>(List.of(new Part("text/plain", text)));
        if (!html.isEmpty()) {
            parts.add(new Part("text/html", html));
        }
        String method = row.getString("calendar_method");
        if (method != null) {
            CalendarObject calendar = new CalendarObject(Method.valueOf(method), row.getString("calendar"));
            parts.add(new Part(calendar.contentType(), calendar.text()));
        }
        return new DemoMail(
                row.getString("recipient"),
                row.getString("subject"),
                Sql.instant(row, "sent_at"),
                text,
                html,
                List.copyOf(parts));
    }

    /** A number in any spelling, also one that lost its + on the way through an address bar. */
    private String key(String address) {
        String written = address.strip().toLowerCase(Locale.ROOT);
        if (written.contains("@")) {
            return written;
        }
        return numbers.read(written)
                .or(() -> numbers.read("+" + written))
                .map(PhoneNumber::e164)
                .orElse(written);
    }
}
