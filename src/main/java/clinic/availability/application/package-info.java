/** The use cases of doctors' time: read the facts, ask the rule book, write the ledger, each within one transaction. */
@NullMarked
package clinic.availability.application;

import org.jspecify.annotations.NullMarked;
