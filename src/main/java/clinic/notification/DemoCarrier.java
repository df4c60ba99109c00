package clinic.notification;

import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts mails into the demo mailbox, where everybody may read them. A mail carried twice lies there once. */
class DemoCarrier implements MailCarrier, DemoMailbox {

    private final Transactions transactions;
    private final JdbcClient jdbc;

    DemoCarrier(Transactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public void carry(Mail mail) {
        transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        insert into demo_mail (id, message_id, recipient, recipient_key, subject, sent_at, text, html)
                        values (:id, :message, :to, :key, :subject, :at, :text, :html)
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
                        .update());
    }

    @Override
    public List<DemoMail> mails(@Nullable String to, int limit) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("""
                        select recipient, subject, sent_at, text, html from demo_mail
                        where cast(:key as text) is null or recipient_key = :key
                        order by sent_at desc, id desc limit :limit
                        """)
                        .param("key", to == null ? null : key(to))
                        .param("limit", Math.clamp(limit, 1, 200))
                        .query((row, n) -> mail(
                                row.getString("recipient"),
                                row.getString("subject"),
                                Sql.instant(row, "sent_at"),
                                row.getString("text"),
                                row.getString("html")))
                        .list());
    }

    private static DemoMail mail(String to, String subject, Instant at, String text, String html) {
        return new DemoMail(
                to, subject, at, text, html, List.of(new Part("text/plain", text), new Part("text/html", html)));
    }

    private static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
