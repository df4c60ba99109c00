package clinic.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a mail says, before it is set as text or HTML.
 *
 * @param facts such as when and where, in the order they are shown
 * @param actions the links, the likeliest first; empty where there is nothing to open
 * @param closing lines at the foot
 */
record Letter(
        String subject,
        String hello,
        String notice,
        Map<String, String> facts,
        String todo,
        List<Action> actions,
        List<String> closing) {

    /** A link and what it is for. */
    record Action(String label, String address) {}

    Letter {
        facts = new LinkedHashMap<>(facts);
        actions = List.copyOf(actions);
        closing = List.copyOf(closing);
    }

    /**
     * The letter as plain text, readable without a link being clickable.
     *
     * @param colon between a name and what it stands for, as the language sets it
     */
    String text(String colon) {
        StringBuilder text = new StringBuilder();
        text.append(hello).append("\n\n").append(notice).append("\n\n");
        if (!facts.isEmpty()) {
            int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
            facts.forEach((name, value) -> text.append(name)
                    .append(colon)
                    .repeat(' ', width - name.length() + 2)
                    .append(value)
                    .append('\n'));
            text.append('\n');
        }
        text.append(todo).append("\n\n");
        actions.forEach(action -> text.append(action.label())
                .append(colon)
                .append('\n')
                .append(action.address())
                .append("\n\n"));
        text.append("--\n");
        closing.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
