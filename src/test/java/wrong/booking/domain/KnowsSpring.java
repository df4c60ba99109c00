package wrong.booking.domain;

import org.springframework.stereotype.Component;

/** A rule that a framework must find. Its name is not scanned: the real clinic is another package. */
@Component
public class KnowsSpring {}
