/** A module that does not say what it may use. */
@ApplicationModule
package wrong.lonely;

import org.springframework.modulith.ApplicationModule;
