package clinic.web;

import clinic.booking.AppointmentView;
import clinic.booking.Step;
import clinic.directory.Directory;
import clinic.reply.Replies;
import clinic.reply.Replies.Given;
import clinic.reply.Replies.Gone;
import clinic.reply.Replies.Reply;
import clinic.reply.Replies.TooLate;
import clinic.shared.Actor;
import clinic.web.ReplyView.Shown;
import clinic.web.ReplyView.State;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A patient answers a reminder by a link in it; whether anybody is signed in in this browser means nothing here. */
@Controller
class ReplyController {

    private static final String VIEW = "patient/reply";

    private final Replies replies;
    private final Directory directory;

    ReplyController(Replies replies, Directory directory) {
        this.replies = replies;
        this.directory = directory;
    }

    /** View {@code patient/reply} with {@link ReplyView}. */
    @GetMapping("/visit/confirm")
    String askToConfirm(Actor reader, @RequestParam(defaultValue = "") String token, Model model) {
        return ask(reader, token, Reply.CONFIRM, model);
    }

    /** View {@code patient/reply} with {@link ReplyView}; 422 for a link that is no longer good. */
    @PostMapping("/visit/confirm")
    String confirm(
            Actor reader, @RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        return give(reader, token, Reply.CONFIRM, model, response);
    }

    /** View {@code patient/reply} with {@link ReplyView}. */
    @GetMapping("/visit/cancel")
    String askToCancel(Actor reader, @RequestParam(defaultValue = "") String token, Model model) {
        return ask(reader, token, Reply.CANCEL, model);
    }

    /** View {@code patient/reply} with {@link ReplyView}; 422 for a link that is no longer good, 409 past the cut-off. */
    @PostMapping("/visit/cancel")
    String cancel(
            Actor reader, @RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        return give(reader, token, Reply.CANCEL, model, response);
    }

    private String ask(Actor reader, String token, Reply reply, Model model) {
        model.addAttribute(
                "view",
                replies.asked(token, reply, reader.request())
                        .map(visit -> asking(reader, token, reply, visit))
                        .orElseGet(() -> ReplyView.invalid(reply)));
        return VIEW;
    }

    private ReplyView asking(Actor reader, String token, Reply reply, AppointmentView visit) {
        return reply == Reply.CANCEL && !visit.possible().contains(Step.CANCEL)
                ? new ReplyView(State.RING, reply, "", shown(reader, visit))
                : new ReplyView(State.ASK, reply, token, shown(reader, visit));
    }

    private String give(Actor reader, String token, Reply reply, Model model, HttpServletResponse response) {
        ReplyView view = switch (replies.give(token, reply, reader.request())) {
            case Given given -> new ReplyView(State.GIVEN, reply, "", shown(reader, given.appointment()));
            case TooLate late -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield new ReplyView(State.RING, reply, "", shown(reader, late.appointment()));
            }
            case Gone ignored -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield ReplyView.invalid(reply);
            }
        };
        model.addAttribute("view", view);
        return VIEW;
    }

    private Shown shown(Actor reader, AppointmentView visit) {
        return new Shown(visit, directory.doctor(reader, visit.doctor()), directory.location(reader, visit.location()));
    }
}
