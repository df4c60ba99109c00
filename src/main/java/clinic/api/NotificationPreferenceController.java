package clinic.api;

import clinic.notification.NotificationPreferences;
import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** By which ways the caller hears of what. */
@RestController
@RequestMapping("/api/v1/me/notification-preferences")
@Tag(name = "Notifications")
class NotificationPreferenceController {

    private final NotificationPreferences preferences;

    NotificationPreferenceController(NotificationPreferences preferences) {
        this.preferences = preferences;
    }

    /** By which ways the caller hears of each kind of news. */
    record Choices(@NotNull @Size(max = 10) List<@NotNull @Valid Choice> kinds) {

        static Choices of(List<Preference> preferences) {
            return new Choices(preferences.stream().map(Choice::of).toList());
        }
    }

    /**
     * By which ways the caller hears of one kind of news.
     *
     * @param inApp always true; may be left out of a request
     * @param required whether email or sms must stay; may be left out of a request
     */
    record Choice(
            @NotNull Kind kind,
            @NotNull Boolean email,
            @NotNull Boolean sms,
            @Nullable Boolean inApp,
            @Nullable Boolean required) {

        static Choice of(Preference preference) {
            Kind kind = preference.kind();
            return new Choice(kind, preference.email(), preference.sms(), true, kind.isRequired());
        }
    }

    @GetMapping
    @Operation(summary = "By which ways I hear of what")
    Choices mine(Actor actor) {
        return Choices.of(preferences.of(actor));
    }

    @PutMapping
    @Operation(
            summary = "Choose by which ways I hear of what",
            description =
                    "A kind that is left out stays as it is. The clinic's own pages show everything. Of what is required "
                            + "email or sms must stay, by a way that reaches the caller.")
    Choices choose(Actor actor, @RequestBody @Valid Choices body) {
        refuseWhatIsNoChoice(body.kinds());
        return Choices.of(preferences.choose(
                actor,
                body.kinds().stream()
                        .map(choice -> new Preference(choice.kind(), choice.email(), choice.sms()))
                        .toList()));
    }

    private static void refuseWhatIsNoChoice(List<Choice> kinds) {
        Invalid.Check check = new Invalid.Check();
        for (int i = 0; i < kinds.size(); i++) {
            Choice choice = kinds.get(i);
            check.that(
                    !Boolean.FALSE.equals(choice.inApp()),
                    "kinds[" + i + "].inApp",
                    "NOT_ALLOWED",
                    "The clinic's own pages show everything.");
            check.that(
                    choice.required() == null
                            || choice.required() == choice.kind().isRequired(),
                    "kinds[" + i + "].required",
                    "NOT_ALLOWED",
                    "What is required is not chosen; leave it out.");
        }
        check.done();
    }
}
