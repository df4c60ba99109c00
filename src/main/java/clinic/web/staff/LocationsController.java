package clinic.web.staff;

import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Room;
import clinic.directory.RoomId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.staff.ClinicForms.LocationForm;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The clinic's places and their rooms. */
@Controller
@RequestMapping("/admin/clinic")
class LocationsController {

    private final Directory directory;

    LocationsController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping
    ModelAndView list(Actor admin, @RequestParam(defaultValue = "false") boolean saved) {
        return page(admin, null, LocationForm.empty(), List.of()).addObject("saved", saved);
    }

    @PostMapping("/locations")
    ModelAndView add(Actor admin, LocationForm form) {
        return attempt(admin, null, form, () -> directory.addLocation(admin, form.read()));
    }

    @PostMapping("/locations/{id}")
    ModelAndView change(Actor admin, @PathVariable UUID id, LocationForm form) {
        return attempt(admin, id, form, () -> directory.changeLocation(admin, new LocationId(id), form.read()));
    }

    @PostMapping("/locations/{id}/removal")
    ModelAndView remove(Actor admin, @PathVariable UUID id) {
        return attempt(admin, null, null, () -> directory.removeLocation(admin, new LocationId(id)));
    }

    @PostMapping("/locations/{id}/rooms")
    ModelAndView addRoom(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable String name) {
        LocationId location = directory.location(admin, new LocationId(id)).id();
        return attempt(admin, null, null, () -> directory.addRoom(admin, location, roomName(name)));
    }

    @PostMapping("/rooms/{id}")
    ModelAndView renameRoom(Actor admin, @PathVariable UUID id, @RequestParam(required = false) @Nullable String name) {
        return attempt(admin, null, null, () -> directory.renameRoom(admin, new RoomId(id), roomName(name)));
    }

    @PostMapping("/rooms/{id}/removal")
    ModelAndView removeRoom(Actor admin, @PathVariable UUID id) {
        return attempt(admin, null, null, () -> directory.removeRoom(admin, new RoomId(id)));
    }

    private static String roomName(@Nullable String name) {
        var typed = new Typed();
        String text = typed.required("name", name, "the room’s name");
        typed.check();
        return text;
    }

    /** @param changed the location whose form was sent; absent means that of a new one */
    private ModelAndView attempt(Actor admin, @Nullable UUID changed, @Nullable LocationForm form, Runnable change) {
        try {
            change.run();
            return new ModelAndView("redirect:/admin/clinic?saved=true");
        } catch (Invalid e) {
            return page(admin, changed, form == null ? LocationForm.empty() : form, e.problems());
        }
    }

    private ModelAndView page(Actor admin, @Nullable UUID changed, LocationForm form, List<Invalid.Problem> problems) {
        List<Location> locations = directory.locations(admin);
        Map<LocationId, List<Room>> rooms =
                directory.rooms(admin, null).stream().collect(Collectors.groupingBy(Room::location));
        Map<UUID, LocationForm> forms = locations.stream()
                .collect(Collectors.toMap(
                        l -> l.id().value(), l -> l.id().value().equals(changed) ? form : LocationForm.of(l)));
        return new ModelAndView(
                "admin/clinic-locations",
                Map.of(
                        "locations",
                        locations,
                        "rooms",
                        rooms,
                        "forms",
                        forms,
                        "form",
                        changed == null ? form : LocationForm.empty(),
                        "problems",
                        problems),
                problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
