package clinic.platform;

import java.util.List;

/**
 * Something a person should read when the clinic is ready: demo sign-ins, the link that makes the first admin. A module
 * that has such a thing gives a bean; lines appear below the address, in the beans' order.
 */
public interface ReadyNotice {

    /** Asked once, when the clinic takes requests. No lines when there is nothing to say. */
    List<String> lines();
}
