package wrong.web;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A controller with SQL in it. */
public class AsksTheDatabase {

    public int count(JdbcClient jdbc) {
        return jdbc.sql("select 1").update();
    }
}
