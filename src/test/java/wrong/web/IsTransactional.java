package wrong.web;

import org.springframework.transaction.annotation.Transactional;

/** A transaction without an actor, by annotation. */
public class IsTransactional {

    @Transactional
    public void act() {}
}
