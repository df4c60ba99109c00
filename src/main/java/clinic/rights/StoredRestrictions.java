package clinic.rights;

import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Restrictions as the records have them, each told in the act that makes it. */
@Component
class StoredRestrictions implements Restrictions {

    private final Transactions transactions;
    private final Patients patients;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredRestrictions(Transactions transactions, Patients patients, ApplicationEventPublisher events, Clock clock) {
        this.transactions = transactions;
        this.patients = patients;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Patient restrict(Actor admin, PatientId id, String reason) {
        RightsAccess.onlyAdminsDecide(admin, "patient");
        return transactions.as(admin, () -> told(patients.restrict(admin, id, reason), Mail.RESTRICTED));
    }

    @Override
    public Patient end(Actor admin, PatientId id) {
        RightsAccess.onlyAdminsDecide(admin, "patient");
        return transactions.as(
                admin,
                () -> told(patients.endRestriction(admin, id, clock.instant().plus(NOTICE)), Mail.RESTRICTION_ENDS));
    }

    private Patient told(Patient patient, Mail mail) {
        if (patient.account() != null) {
            events.publishEvent(new AccountMailWanted(patient.account(), mail));
        }
        return patient;
    }
}
