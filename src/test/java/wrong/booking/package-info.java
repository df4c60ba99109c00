/** A deep module: it may use nothing. */
@ApplicationModule(allowedDependencies = {})
package wrong.booking;

import org.springframework.modulith.ApplicationModule;
