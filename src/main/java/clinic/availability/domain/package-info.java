/**
 * What makes a time bookable: hours on a wall clock become stretches of the instant line, and the rule book judges a wish
 * against them. Plain Java without framework or SQL; everything it needs to know is given to it as facts.
 */
@NullMarked
package clinic.availability.domain;

import org.jspecify.annotations.NullMarked;
