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
import clinic.vault.PersonalKey;
import clinic.vault.Place;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts mails and text messages into the demo mailbox, where everybody may read them. One carried twice lies there once. */
class DemoCarrier implements MailCarrier, SmsGateway, DemoMailbox {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final PhoneNumbers numbers;
    private final Clock clock;
    private final Vault vault;

    DemoCarrier(Transactions transactions, JdbcClient jdbc, PhoneNumbers numbers, Clock clock, Vault vault) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.clock = clock;
        this.vault = vault;
    }

    /** As a mail that has a number for an address and no HTML. */
    @Override
    public void send(TextMessage message) {
        carry(new Mail(message.id(), message.to(), "SMS", message.text(), "", null, clock.instant()));
    }

    @Override
    public void carry(Mail mail) {
        transactions.as(SystemAct.actor(), () -> {
            UUID id = UuidCreator.getTimeOrderedEpoch();
            PersonalKey key = vault.key(Vault.CLINIC);
            CalendarObject calendar = mail.calendar();
            return jdbc.sql("""
                            insert into demo_mail (id, message_id, recipient, recipient_key, subject, sent_at, text, html,
                                                   calendar_method, calendar)
                            values (:id, :message, :to, :key, :subject, :at, :text, :html, :method, :calendar)
                            on conflict (message_id) do nothing
                            """)
                    .param("id", id)
                    .param("message", mail.message())
                    .param("to", key.seal(place(id, "recipient"), mail.to()))
                    .param("key", token(mail.to()))
                    .param("subject", key.seal(place(id, "subject"), mail.subject()))
                    .param("at", Sql.at(mail.at()))
                    .param("text", key.seal(place(id, "text"), mail.text()))
                    .param("html", key.seal(place(id, "html"), mail.html()))
                    .param("method", calendar == null ? null : calendar.method().name())
                    .param("calendar", calendar == null ? null : key.seal(place(id, "calendar"), calendar.text()))
                    .update();
        });
    }

    @Override
    public List<DemoMail> mails(@Nullable String to, int limit) {
        return transactions.as(SystemAct.actor(), () -> {
            PersonalKey key = vault.key(Vault.CLINIC);
            return jdbc.sql("""
                            select id, recipient, subject, sent_at, text, html, calendar_method, calendar from demo_mail
                            where cast(:key as bytea) is null or recipient_key = :key
                            order by sent_at desc, id desc limit :limit
                            """)
                    .param("key", to == null ? null : token(to))
                    .param("limit", Math.clamp(limit, 1, 200))
                    .query((row, n) -> mail(row, key))
                    .list();
        });
    }

    private static DemoMail mail(ResultSet row, PersonalKey key) throws SQLException {
        UUID id = Sql.id(row, "id");
        String text = key.open(place(id, "text"), row.getBytes("text"));
        String html = key.open(place(id, "html"), row.getBytes("html"));
        List<Part> parts = new ArrayList<>(List.of(new Part("text/plain", text)));
        if (!html.isEmpty()) {
            parts.add(new Part("text/html", html));
        }
        String method = row.getString("calendar_method");
        if (method != null) {
            CalendarObject calendar = new CalendarObject(
                    Method.valueOf(method), key.open(place(id, "calendar"), row.getBytes("calendar")));
            parts.add(new Part(calendar.contentType(), calendar.text()));
        }
        return new DemoMail(
                key.open(place(id, "recipient"), row.getBytes("recipient")),
                key.open(place(id, "subject"), row.getBytes("subject")),
                Sql.instant(row, "sent_at"),
                text,
                html,
                List.copyOf(parts));
    }

    private static Place place(UUID mail, String column) {
        return Place.of("demo_mail", column, mail);
    }

    private byte[] token(String address) {
        return vault.blindIndex("demo_mail.recipient", key(address));
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
