/**
 * The use cases of doctors' time: read the facts, ask the rule book, write the ledger, each within one transaction.
 *
 * <p>{@code DoctorsTime} is the door. Who looks for times gets {@code Browsing}, who takes one goes to {@code Claims} or
 * {@code Holds}; both have {@code FactsReader} read what bears on it, and the domain's {@code RuleBook} decide. Who changes
 * hours goes to {@code Hours}, which tells others what that leaves outside; absences come there from calendar files by
 * {@code AbsenceImport}, {@code CalendarAbsences} and {@code CalendarFile}.
 */
@NullMarked
package clinic.availability.application;

import org.jspecify.annotations.NullMarked;
