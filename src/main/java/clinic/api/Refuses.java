package clinic.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The codes with which a route refuses beyond those that its kind of request brings along; for the documentation. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Refuses {

    Code[] value();

    /** Whether it refuses with every reason for which a time cannot be had, too. */
    boolean times() default false;
}
