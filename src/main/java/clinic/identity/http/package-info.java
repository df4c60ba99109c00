/**
 * The glue between HTTP and an actor, the same for every face: the id of a request, the session and what it holds, and
 * the {@link clinic.shared.Actor} that a controller declares as a parameter.
 */
@NullMarked
package clinic.identity.http;

import org.jspecify.annotations.NullMarked;
