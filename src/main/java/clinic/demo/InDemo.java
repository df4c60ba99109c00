package clinic.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/**
 * There only with {@code clinic.demo}. With {@code clinic.demo.build=false} the rest of the demo mode is there, the demo
 * mailbox for one, but no clinic is invented.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBooleanProperty("clinic.demo")
@ConditionalOnBooleanProperty(name = "clinic.demo.build", matchIfMissing = true)
@interface InDemo {}
