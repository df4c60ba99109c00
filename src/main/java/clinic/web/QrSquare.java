package clinic.web;

import io.nayuki.qrcodegen.QrCode;

/**
 * A square that a telephone can read, as one path for an SVG whose unit is a module.
 *
 * @param size in modules, with the quiet zone of four on each side
 */
public record QrSquare(int size, String path) {

    private static final int QUIET = 4;

    static QrSquare of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M")
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrSquare(code.size + 2 * QUIET, path.toString());
    }
}
