package clinic.sms;

import java.io.ByteArrayOutputStream;

/**
 * The 7-bit default alphabet and its extension table, 3GPP TS 23.038 clauses 6.2.1 and 6.2.1.1. A character of the extension
 * is an escape and a second septet. The tables of single languages are left out: telephones differ in whether they know them.
 */
final class GsmAlphabet {

    static final byte ESCAPE = 0x1B;

    /** At the place of the escape stands a character that is never looked up. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uFFFFÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final byte[] EXTENDED_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    private GsmAlphabet() {}

    static boolean has(String text) {
        return text.chars().allMatch(c -> septets((char) c) > 0);
    }

    /** 1, or 2 for a character of the extension, or 0 for one that is in neither. */
    static int septets(char character) {
        if (character == '\uFFFF') {
            return 0;
        }
        return BASIC.indexOf(character) >= 0 ? 1 : EXTENDED.indexOf(character) >= 0 ? 2 : 0;
    }

    /** One septet in each byte, as short message centres take it. */
    static byte[] encode(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream();
        for (char character : text.toCharArray()) {
            int basic = BASIC.indexOf(character);
            if (basic >= 0) {
                septets.write(basic);
            } else {
                septets.write(ESCAPE);
                septets.write(EXTENDED_CODES[EXTENDED.indexOf(character)]);
            }
        }
        return septets.toByteArray();
    }
}
