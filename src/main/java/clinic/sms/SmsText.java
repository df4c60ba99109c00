package clinic.sms;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as the network carries it: in one alphabet, in one segment or in several that the telephone joins again. One
 * segment has 140 octets (3GPP TS 23.040, clause 9.2.3.16); of several each gives six of them to the header by which they
 * are joined (clause 9.2.3.24.1). Nothing that belongs together is cut: no escape from its character, no surrogate from
 * the other.
 */
public record SmsText(Alphabet alphabet, List<String> segments) {

    /** How the characters are written, and how many units of it fit. */
    public enum Alphabet {
        /** Septets, of which a character takes one, or two from the extension table. */
        GSM_7_BIT(160, 153),
        /** Sixteen bits each, for everything else; what lies beyond takes two. */
        UCS_2(70, 67);

        private final int alone;
        private final int joined;

        Alphabet(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }
    }

    /** @throws IllegalArgumentException for a text of more than 255 segments, which no network carries */
    public static SmsText of(String text) {
        Alphabet alphabet = GsmAlphabet.has(text) ? Alphabet.GSM_7_BIT : Alphabet.UCS_2;
        List<String> alone = cut(text, alphabet, alphabet.alone);
        List<String> segments = alone.size() == 1 ? alone : cut(text, alphabet, alphabet.joined);
        if (segments.size() > 255) {
            throw new IllegalArgumentException("Too long for a text message");
        }
        return new SmsText(alphabet, List.copyOf(segments));
    }

    private static List<String> cut(String text, Alphabet alphabet, int room) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        int used = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int units = alphabet == Alphabet.GSM_7_BIT
                    ? GsmAlphabet.septets(text.charAt(at))
                    : Character.charCount(text.codePointAt(at));
            if (used + units > room) {
                segments.add(text.substring(from, at));
                from = at;
                used = 0;
            }
            used += units;
        }
        segments.add(text.substring(from));
        return segments;
    }
}
