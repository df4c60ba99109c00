package clinic.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, before it is set as text or HTML.
 *
 * @param facts such as when and where, in the order they are shown
 * @param action the one link; absent where there is nothing to open
 * @param closing lines at the foot
 */
record Letter(
        Locale locale,
        String subject,
        String hello,
        String notice,
        Map<String, String> facts,
        String todo,
        @Nullable Action action,
        List<String> closing) {

    /** A link and what it is for. */
    record Action(String label, String address) {}

    Letter {
        facts = new LinkedHashMap<>(facts);
        closing = List.copyOf(closing);
    }

    /** The letter as plain text, readable without a link being clickable. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(hello).append("\n\n").append(notice).append("\n\n");
        if (!facts.isEmpty()) {
            int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
            facts.forEach((name, value) -> text.append(name)
                    .append(':')
                    .repeat(' ', width - name.length() + 2)
                    .append(value)
                    .append('\n'));
            text.append('\n');
        }
        text.append(todo).append("\n\n");
        if (action != null) {
            text.append(action.label()).append(":\n").append(action.address()).append("\n\n");
        }
        text.append("--\n");
        closing.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
