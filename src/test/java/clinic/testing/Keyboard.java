package clinic.testing;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody who has no mouse. */
public final class Keyboard {

    /** Further than anybody goes on. */
    private static final int MOST = 80;

    private Keyboard() {}

    /** Presses one after the other. @return how many */
    public static int press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return keys.length;
    }

    /** Goes on with the Tab key until this has the focus. @return how often it was pressed */
    public static int tabTo(Page page, Locator wanted) {
        for (int keys = 0; keys <= MOST; keys++) {
            if (Boolean.TRUE.equals(wanted.evaluate("node => node === document.activeElement"))) {
                return keys;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Not reachable with the Tab key");
    }
}
