package wrong.booking;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A published word that drags the database along. */
public interface SpeaksSql {

    int count(JdbcClient jdbc);
}
