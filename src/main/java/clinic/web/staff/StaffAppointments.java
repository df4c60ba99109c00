package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Room;
import clinic.directory.RoomId;
import clinic.directory.TypeId;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts names to appointments: one question to each module, however many appointments there are. */
@Component
class StaffAppointments {

    private final Appointments appointments;
    private final Patients patients;
    private final Directory directory;

    StaffAppointments(Appointments appointments, Patients patients, Directory directory) {
        this.appointments = appointments;
        this.patients = patients;
        this.directory = directory;
    }

    StaffAppointment named(Actor actor, UUID id) {
        return named(actor, appointments.appointment(actor, new AppointmentId(id)));
    }

    StaffAppointment named(Actor actor, AppointmentView view) {
        return named(actor, List.of(view)).getFirst();
    }

    List<StaffAppointment> named(Actor actor, List<AppointmentView> views) {
        if (views.isEmpty()) {
            return List.of();
        }
        Map<PatientId, Patient> people = patients.patients(
                actor, views.stream().map(AppointmentView::patient).distinct().toList());
        Map<DoctorId, Doctor> doctors = byId(
                directory.doctors(
                        actor,
                        views.stream().map(AppointmentView::doctor).distinct().toList()),
                Doctor::id);
        Map<LocationId, Location> locations = byId(directory.locations(actor), Location::id);
        Map<TypeId, AppointmentType> types = byId(directory.types(actor), AppointmentType::id);
        Map<RoomId, Room> rooms = views.stream().allMatch(v -> v.room() == null)
                ? Map.of()
                : byId(directory.rooms(actor, null), Room::id);
        return views.stream()
                .map(view -> new StaffAppointment(
                        view,
                        known(people, view.patient(), "patient"),
                        known(doctors, view.doctor(), "doctor"),
                        known(locations, view.location(), "location"),
                        known(types, view.type(), "appointment type"),
                        view.room() == null ? null : rooms.get(view.room())))
                .toList();
    }

    /** Those of the ids that are appointments and the actor's to see; a claim may stand for something else. */
    List<StaffAppointment> existing(Actor actor, Collection<UUID> ids) {
        return named(actor, ids.stream().flatMap(id -> find(actor, id).stream()).toList());
    }

    private Optional<AppointmentView> find(Actor actor, UUID id) {
        try {
            return Optional.of(appointments.appointment(actor, new AppointmentId(id)));
        } catch (NotFound e) {
            return Optional.empty();
        }
    }

    private static <K, V> Map<K, V> byId(List<V> values, Function<V, K> id) {
        return values.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private static <K, V> V known(Map<K, V> values, K id, String kind) {
        @Nullable V value = values.get(id);
        if (value == null) {
            throw new IllegalStateException("An appointment without its " + kind);
        }
        return value;
    }
}
