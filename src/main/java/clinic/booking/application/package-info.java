/** The use cases of booking, each one transaction: load, ask the rules, take or let go time, write the step, say it happened. */
@NullMarked
package clinic.booking.application;

import org.jspecify.annotations.NullMarked;
