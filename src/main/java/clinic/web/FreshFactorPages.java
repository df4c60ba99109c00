package clinic.web;

import clinic.identity.CurrentActor;
import clinic.identity.FreshFactorWanted;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Asks who is there before what is sensitive. A page is asked for again afterwards; a form that was sent goes along. */
@ControllerAdvice(basePackages = "clinic.web")
@Order(-1)
class FreshFactorPages {

    private final ConfirmController confirming;

    FreshFactorPages(ConfirmController confirming) {
        this.confirming = confirming;
    }

    @ExceptionHandler(FreshFactorWanted.class)
    ModelAndView ask(HttpServletRequest request) {
        if (HttpMethod.GET.matches(request.getMethod())) {
            return new ModelAndView("redirect:/confirm-it-is-you?continue="
                    + URLEncoder.encode(SentForm.address(request), StandardCharsets.UTF_8));
        }
        return confirming.askInsteadOf(request, CurrentActor.of(request));
    }
}
