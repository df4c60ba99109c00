package clinic.identity.accounts;

import java.util.Locale;

/** Bytes as letters and digits that can be read out and typed (RFC 4648), without padding. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int kept = 0;
        int bits = 0;
        for (byte each : bytes) {
            kept = kept << 8 | each & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt(kept >> bits - 5 & 31));
            }
            kept &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(ALPHABET.charAt(kept << 5 - bits & 31)).toString();
    }

    /** The whole bytes that such a text stands for. */
    static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int kept = 0;
        int bits = 0;
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            kept = kept << 5 | ALPHABET.indexOf(text.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[filled++] = (byte) (kept >> bits);
                kept &= (1 << bits) - 1;
            }
        }
        return bytes;
    }

    /** What somebody typed: any case, any blanks and dashes, and digits that the alphabet lacks for the letters they resemble. */
    static String read(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "")
                .replace('0', 'O')
                .replace('1', 'I')
                .replace('8', 'B');
    }
}
