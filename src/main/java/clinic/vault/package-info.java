/**
 * Personal data is encrypted before it reaches the database. Each person has a key of their own; it lies in the database
 * wrapped by a key that never does, in a file that is backed up apart. What is sealed is bound to its table, column and
 * row. What must be found again is found by keyed tokens that tell nothing to who has no key. When a person's key is
 * destroyed, whatever was sealed under it is gone, in every backup too.
 */
@NullMarked
@ApplicationModule(
        displayName = "Vault",
        allowedDependencies = {"shared", "platform"})
package clinic.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
