/**
 * A small clinic that breaks every wall once. Nothing runs it; {@code clinic.WallsTest} holds the rules of the real one
 * against it, and each must complain.
 */
package wrong;
