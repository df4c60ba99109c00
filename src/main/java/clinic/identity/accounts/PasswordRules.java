package clinic.identity.accounts;

import clinic.shared.Invalid.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords are good enough (NIST SP 800-63B-4, a password without a second factor): 15 to 256 characters of any
 * kind, not one that others use or that has leaked, and not made of the clinic's or the person's own words. No rule about kinds of
 * characters, no forced change.
 */
class PasswordRules {

    static final int SHORTEST = 15;
    static final int LONGEST = 256;

    /** How many different characters must be left of a password without its guessable words, digits and blanks. */
    private static final int OWN_CHARACTERS = 4;

    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /** The form in which a password is judged, hashed and checked: the same on every keyboard. */
    static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** @param known what a guesser knows of the person: name and address */
    static Optional<Problem> judge(String field, String password, Collection<String> known) {
        String normalised = normalised(password);
        int length = normalised.codePointCount(0, normalised.length());
        if (length < SHORTEST) {
            return Optional.of(new Problem(
                    field,
                    "TOO_SHORT",
                    "Use at least 15 characters; a few words that only you would put together do."));
        }
        if (length > LONGEST) {
            return Optional.of(new Problem(field, "TOO_LONG", "Use at most 256 characters."));
        }
        if (isGuessable(normalised, known)) {
            return Optional.of(new Problem(
                    field, "COMMON", "This is one of the first that would be guessed. Put other words together."));
        }
        return Optional.empty();
    }

    private static boolean isGuessable(String password, Collection<String> known) {
        String lower = password.toLowerCase(Locale.ROOT);
        String solid = KnownPasswords.solid(password);
        return Stream.of(lower, solid, repeatedUnit(solid)).anyMatch(PasswordRules::isCommon)
                || repeatedUnit(lower).length() * 2 < SHORTEST
                || (solid.length() > 1 && (isRun(solid, 1) || isRun(solid, -1)))
                || withoutWords(lower, known).codePoints().distinct().count() < OWN_CHARACTERS;
    }

    private static boolean isCommon(String candidate) {
        return Stream.of(
                        candidate,
                        candidate.replaceFirst("[\\p{N}\\p{P}\\p{S}\\s]+$", ""),
                        candidate.replaceFirst("^[\\p{N}\\p{P}\\p{S}\\s]+", ""))
                .anyMatch(form -> COMMON.contains(form) || KnownPasswords.contains(form));
    }

    /** What is repeated to make up the whole, such as "abc" of "abcabcab"; the whole when nothing is. */
    private static String repeatedUnit(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            if (text.startsWith(text.substring(length))) {
                return text.substring(0, length);
            }
        }
        return text;
    }

    /** Characters in the order of the alphabet or of the digits, forwards or backwards, 9 being followed by 0. */
    private static boolean isRun(String text, int step) {
        for (int i = 1; i < text.length(); i++) {
            int difference = text.charAt(i) - text.charAt(i - 1);
            if (difference != step && difference != -9 * step && difference != -25 * step) {
                return false;
            }
        }
        return true;
    }

    private static String withoutWords(String lower, Collection<String> known) {
        List<String> words = Stream.concat(
                        Stream.of("clinic", "password", "appointment", "patient", "doctor", "admin"),
                        known.stream()
                                .flatMap(text ->
                                        Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+"))))
                .filter(word -> word.length() > 2)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String left = lower;
        for (String word : words) {
            left = left.replace(word, "");
        }
        return left.replaceAll("[\\p{N}\\s]", "");
    }

    private static Set<String> common() {
        try (InputStream list =
                Objects.requireNonNull(PasswordRules.class.getResourceAsStream("/identity/common-passwords.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
