/**
 * What a patient answers to a reminder by a link in it, without a sign-in: that he will come, or that he will not. Each link
 * is for one answer about one visit and works once; whoever has it acts as that patient for that answer and for nothing else.
 */
@NullMarked
@ApplicationModule(
        displayName = "Reply",
        allowedDependencies = {"shared", "platform", "patients", "booking"})
package clinic.reply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
