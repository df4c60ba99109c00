package clinic.web;

import clinic.directory.Directory;
import clinic.identity.FreshFactor;
import clinic.rights.DataRights;
import clinic.rights.Erasures;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the clinic has of the patient, and asking to be erased. */
@Controller
class DataController {

    private final Erasures erasures;
    private final DataRights rights;
    private final Directory directory;

    DataController(Erasures erasures, DataRights rights, Directory directory) {
        this.erasures = erasures;
        this.rights = rights;
        this.directory = directory;
    }

    @GetMapping("/account/data")
    ModelAndView data(Actor patient) {
        return page(patient, null, List.of(), HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping("/account/erasure")
    ModelAndView ask(Actor patient, @RequestParam(required = false) @Nullable String reason) {
        try {
            erasures.ask(patient, reason);
            return new ModelAndView("redirect:/account/data");
        } catch (Invalid e) {
            return page(patient, reason, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/account/erasure/withdrawal")
    ModelAndView withdraw(Actor patient) {
        erasures.withdraw(patient);
        return new ModelAndView("redirect:/account/data");
    }

    private ModelAndView page(
            Actor patient, @Nullable String reason, List<Invalid.Problem> problems, HttpStatus status) {
        return new ModelAndView("account-data", status)
                .addObject("erasure", erasures.mine(patient).orElse(null))
                .addObject("corrections", rights.corrections(patient))
                .addObject("choices", rights.textMessageChoices(patient))
                .addObject("reason", reason)
                .addObject("problems", problems)
                .addObject("zone", PageClock.of(directory.locations(patient), null));
    }
}
