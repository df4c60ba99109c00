/** Measurements for {@code bin/bench}, as ratios within one run. No test: nothing here fails for being slow. */
@NullMarked
package clinic.bench;

import org.jspecify.annotations.NullMarked;
