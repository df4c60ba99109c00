/**
 * The ground the clinic stands on. At start it finds or starts PostgreSQL, prepares the roles, and lets Flyway bring the
 * tables forward as their owner; from then on the application logs in as a role that can do nothing by itself. The one
 * way to anything stored is {@link clinic.platform.Transactions#as}: it opens a transaction as an actor, takes that
 * actor's database role, and either commits everything the act wrote or nothing.
 */
@NullMarked
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {"shared"})
package clinic.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
