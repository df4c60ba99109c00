package clinic.web;

import clinic.booking.AppointmentView;
import clinic.booking.Party;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.directory.AppointmentType;
import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** An appointment with the names that belong to it, as its patient sees it. */
public record Visit(AppointmentView appointment, Doctor doctor, Location location, AppointmentType type) {

    private static final Map<Step, String> PATHS = Map.of(Step.MOVE, "/move", Step.CANCEL, "/cancel");

    public String href() {
        return "/appointments/" + appointment.id().value();
    }

    /** The page, or for an acceptance the form's target, of one step. */
    public String href(Step step) {
        return href() + PATHS.getOrDefault(step, "/acceptance");
    }

    /** A file for the patient's own calendar. */
    public String calendar() {
        return href() + "/calendar.ics";
    }

    public boolean may(Step step) {
        return appointment.possible().contains(step);
    }

    public Instant start() {
        return appointment.during().start();
    }

    public ZoneId zone() {
        return appointment.zone();
    }

    public Status status() {
        return appointment.status();
    }

    public boolean calledOff() {
        return status() == Status.REJECTED || status() == Status.CANCELLED;
    }

    /** Whether it waits for the doctor's answer. */
    public boolean isRequest() {
        return status().isOpen() && appointment.awaiting() == Party.DOCTOR;
    }

    /** Whether it waits for the patient's own answer. */
    public boolean asksPatient() {
        return status().isOpen() && appointment.awaiting() == Party.PATIENT;
    }

    /** Whether the patient can no longer change it here although it lies ahead. */
    public boolean mustRing(Instant now) {
        return status().isOpen() && start().isAfter(now) && !may(Step.CANCEL);
    }
}
