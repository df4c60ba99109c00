package clinic.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route of either face on which a sign-in of this morning is not enough: its owner must have shown who he is within the
 * last {@link SecondFactors#FRESH ten minutes}, or is asked again. For what changes who may do what, gives much away at
 * once, or cannot be undone.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshFactor {}
