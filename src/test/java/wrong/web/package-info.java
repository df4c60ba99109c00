/** A face that may use the other face and, against the arrows, knows the inside of a module. */
@ApplicationModule(allowedDependencies = {"booking"})
package wrong.web;

import org.springframework.modulith.ApplicationModule;
