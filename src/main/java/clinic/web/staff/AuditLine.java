package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.web.Page;

/** Says in one line what an entry of the audit trail tells. */
public final class AuditLine {

    private AuditLine() {}

    /** "Appointment changed", and "Record opened" for what is no change of anything. */
    public static String of(Page page, AuditTrail.Entry entry) {
        String kind = page.msg("audit.kind." + entry.kind());
        return entry.kind().equals("record_access")
                ? kind
                : page.msg("audit.line", kind, page.msg("audit.action." + entry.action()));
    }
}
