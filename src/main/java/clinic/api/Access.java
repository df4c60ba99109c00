package clinic.api;

import static clinic.shared.Actor.Role.ADMIN;
import static clinic.shared.Actor.Role.DOCTOR;
import static clinic.shared.Actor.Role.PATIENT;
import static clinic.shared.Actor.Role.VISITOR;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import clinic.identity.CurrentActor;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use which route of the JSON contract at all. Whose record it is, is not decided here but by the module, as 404.
 * A route that is not in this table does not exist for anybody.
 */
@Component
class Access implements AuthorizationManager<RequestAuthorizationContext> {

    private static final Set<Role> EVERYBODY = EnumSet.of(VISITOR, PATIENT, DOCTOR, ADMIN);
    private static final Set<Role> SIGNED_IN = EnumSet.of(PATIENT, DOCTOR, ADMIN);
    private static final Set<Role> STAFF = EnumSet.of(DOCTOR, ADMIN);
    private static final Set<Role> PATIENTS = EnumSet.of(PATIENT);
    private static final Set<Role> PATIENTS_AND_ADMINS = EnumSet.of(PATIENT, ADMIN);
    private static final Set<Role> PATIENTS_AND_DOCTORS = EnumSet.of(PATIENT, DOCTOR);
    private static final Set<Role> DOCTORS = EnumSet.of(DOCTOR);
    private static final Set<Role> ADMINS = EnumSet.of(ADMIN);

    private static final List<Row> TABLE = List.of(
            row(EVERYBODY, "/v3/api-docs", GET),
            row(EVERYBODY, "/v3/api-docs.yaml", GET),
            row(EVERYBODY, "/api/v1/auth/signup", POST),
            row(EVERYBODY, "/api/v1/auth/verification", POST),
            row(EVERYBODY, "/api/v1/auth/token", POST),
            row(EVERYBODY, "/api/v1/auth/refresh", POST),
            row(EVERYBODY, "/api/v1/auth/revocation", POST),
            row(SIGNED_IN, "/api/v1/me", GET),
            row(SIGNED_IN, "/api/v1/me/sessions", GET),
            row(SIGNED_IN, "/api/v1/me/sessions/{id}", DELETE),
            // finding and booking
            row(EVERYBODY, "/api/v1/locations", GET),
            row(EVERYBODY, "/api/v1/appointment-types", GET),
            row(EVERYBODY, "/api/v1/doctors", GET),
            row(EVERYBODY, "/api/v1/slots", GET),
            row(STAFF, "/api/v1/slots/explanation", GET),
            row(PATIENTS_AND_ADMINS, "/api/v1/holds", POST),
            row(PATIENTS_AND_ADMINS, "/api/v1/holds/{id}", DELETE),
            row(PATIENTS_AND_ADMINS, "/api/v1/holds/{id}/extension", POST),
            row(SIGNED_IN, "/api/v1/appointments", GET, POST),
            row(SIGNED_IN, "/api/v1/appointments/{id}", GET),
            row(SIGNED_IN, "/api/v1/appointments/{id}/history", GET),
            row(SIGNED_IN, "/api/v1/appointments/{id}/calendar", GET),
            row(STAFF, "/api/v1/attention", GET),
            // the steps of an appointment
            row(STAFF, "/api/v1/appointments/{id}/approval", POST),
            row(STAFF, "/api/v1/appointments/{id}/rejection", POST),
            row(SIGNED_IN, "/api/v1/appointments/{id}/reschedule", POST),
            row(SIGNED_IN, "/api/v1/appointments/{id}/acceptance", POST),
            row(SIGNED_IN, "/api/v1/appointments/{id}/cancellation", POST),
            row(STAFF, "/api/v1/appointments/{id}/completion", POST),
            row(STAFF, "/api/v1/appointments/{id}/no-show", POST),
            row(STAFF, "/api/v1/appointments/{id}/arrival", POST),
            row(STAFF, "/api/v1/appointments/{id}/answer-withdrawal", POST),
            row(STAFF, "/api/v1/appointments/{id}/arrival-withdrawal", POST),
            row(STAFF, "/api/v1/appointments/{id}/visit", POST),
            row(STAFF, "/api/v1/approvals", POST),
            row(STAFF, "/api/v1/rejections", POST),
            row(STAFF, "/api/v1/reschedules", POST),
            row(ADMINS, "/api/v1/appointments/{id}/correction", POST),
            row(ADMINS, "/api/v1/appointments/{id}/keeping", POST),
            row(ADMINS, "/api/v1/appointments/{id}", DELETE),
            // schedules
            row(STAFF, "/api/v1/doctors/{id}/patterns", GET, PUT),
            row(STAFF, "/api/v1/doctors/{id}/exceptions", GET, POST),
            row(STAFF, "/api/v1/doctors/{id}/exceptions/{exception}", DELETE),
            row(STAFF, "/api/v1/doctors/{id}/absences", GET, POST),
            row(STAFF, "/api/v1/doctors/{id}/absences/import", POST),
            row(STAFF, "/api/v1/doctors/{id}/absences/{absence}", DELETE),
            row(SIGNED_IN, "/api/v1/doctors/{id}/offers", GET),
            row(STAFF, "/api/v1/doctors/{id}/offers", PUT),
            row(EVERYBODY, "/api/v1/closures", GET),
            row(ADMINS, "/api/v1/closures", POST),
            row(ADMINS, "/api/v1/closures/{id}", DELETE),
            row(SIGNED_IN, "/api/v1/policy", GET),
            row(ADMINS, "/api/v1/policy", PUT),
            row(SIGNED_IN, "/api/v1/policy/resolved", GET),
            row(SIGNED_IN, "/api/v1/appointment-types/{id}/policy", GET),
            row(ADMINS, "/api/v1/appointment-types/{id}/policy", PUT),
            row(SIGNED_IN, "/api/v1/doctors/{id}/policy", GET),
            row(ADMINS, "/api/v1/doctors/{id}/policy", PUT),
            // setting the clinic up
            row(ADMINS, "/api/v1/locations", POST),
            row(ADMINS, "/api/v1/locations/{id}", PATCH, DELETE),
            row(STAFF, "/api/v1/rooms", GET),
            row(ADMINS, "/api/v1/rooms", POST),
            row(ADMINS, "/api/v1/rooms/{id}", PATCH, DELETE),
            row(ADMINS, "/api/v1/appointment-types", POST),
            row(ADMINS, "/api/v1/appointment-types/{id}", PATCH, DELETE),
            row(ADMINS, "/api/v1/doctors", POST),
            row(ADMINS, "/api/v1/doctors/{id}", PATCH, DELETE),
            row(ADMINS, "/api/v1/patients", GET, POST),
            row(ADMINS, "/api/v1/patients/search", POST),
            row(SIGNED_IN, "/api/v1/patients/{id}", GET),
            row(PATIENTS_AND_ADMINS, "/api/v1/patients/{id}", PATCH),
            row(ADMINS, "/api/v1/patients/{id}", DELETE),
            row(DOCTORS, "/api/v1/emergency-access", POST),
            row(ADMINS, "/api/v1/emergency-access", GET),
            row(DOCTORS, "/api/v1/emergency-access/{id}", GET, DELETE),
            row(ADMINS, "/api/v1/emergency-access/{id}/review", POST),
            row(ADMINS, "/api/v1/patients/{id}/restriction", PUT, DELETE),
            row(ADMINS, "/api/v1/users", GET, POST),
            row(ADMINS, "/api/v1/users/search", POST),
            row(ADMINS, "/api/v1/users/{id}", GET, PATCH),
            row(ADMINS, "/api/v1/users/{id}/factors", DELETE),
            row(ADMINS, "/api/v1/users/{id}/sign-out", POST),
            row(ADMINS, "/api/v1/audit", GET),
            // around it
            row(PATIENTS_AND_DOCTORS, "/api/v1/me/notification-preferences", GET, PUT),
            row(PATIENTS, "/api/v1/me/access-log", GET),
            row(PATIENTS, "/api/v1/me/export", GET),
            row(PATIENTS, "/api/v1/me/erasure", GET, POST, DELETE),
            row(ADMINS, "/api/v1/erasures", GET),
            row(ADMINS, "/api/v1/erasures/{id}", GET),
            row(ADMINS, "/api/v1/erasures/{id}/effect", GET),
            row(ADMINS, "/api/v1/erasures/{id}/decision", POST),
            row(ADMINS, "/api/v1/retention", GET, PUT),
            row(ADMINS, "/api/v1/retention/purge", POST),
            row(SIGNED_IN, "/api/v1/notifications", GET),
            row(SIGNED_IN, "/api/v1/notifications/{id}/read", POST),
            row(ADMINS, "/api/v1/unreached", GET),
            row(ADMINS, "/api/v1/messages", GET),
            row(ADMINS, "/api/v1/messages/{id}/resending", POST),
            row(ADMINS, "/api/v1/dashboard", GET),
            // there is such a route in the demo clinic only
            row(EVERYBODY, "/api/v1/demo/mailbox", GET));

    private record Row(PathPattern path, Set<HttpMethod> methods, Set<Role> roles) {}

    private static Row row(Set<Role> roles, String path, HttpMethod... methods) {
        return new Row(
                PathPatternParser.defaultInstance.parse(path),
                Arrays.stream(methods).collect(Collectors.toUnmodifiableSet()),
                roles);
    }

    /** Those who may ever use the route; empty when the table does not have it. */
    static Set<Role> roles(String pattern, HttpMethod method) {
        return TABLE.stream()
                .filter(row -> row.path().getPatternString().equals(pattern)
                        && row.methods().contains(method))
                .findFirst()
                .map(Row::roles)
                .orElse(Set.of());
    }

    /**
     * @throws NotFound for an address that is not in the table
     * @throws ErrorResponseException (405) for a method that is not
     */
    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        PathContainer path = PathContainer.parsePath(
                request.getRequestURI().substring(request.getContextPath().length()));
        List<Row> rows = TABLE.stream().filter(row -> row.path().matches(path)).toList();
        if (rows.isEmpty()) {
            throw new NotFound("address");
        }
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        HttpMethod asked = method.equals(HttpMethod.HEAD) ? GET : method;
        Actor actor = CurrentActor.of(request);
        return rows.stream()
                .filter(row -> row.methods().contains(asked))
                .findFirst()
                .map(row -> new AuthorizationDecision(row.roles().contains(actor.role())))
                .orElseThrow(() -> methodNotAllowed(rows));
    }

    private static ErrorResponseException methodNotAllowed(List<Row> rows) {
        ErrorResponseException refused = new ErrorResponseException(HttpStatus.METHOD_NOT_ALLOWED);
        refused.getHeaders()
                .setAllow(rows.stream().flatMap(row -> row.methods().stream()).collect(Collectors.toSet()));
        return refused;
    }
}
