package clinic.browser;

import clinic.testing.Chromium;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * What goes wrong on a page where there is little room, or where somebody has asked the browser for letters twice as large:
 * it scrolls sideways, or something is cut off or lies on something else (WCAG 1.4.10 and 1.4.4). Let be, as there, are
 * the plans of the desk, which need both directions, the line that says how late it is and goes over what it passes, and
 * what a link to the whole of it shortens with three dots.
 */
final class Cramped {

    /** A desktop at four times its size. */
    private static final int NARROW = 320;

    private static final int USUAL = 16;

    private static final String FAULTS = """
            () => {
              const root = document.documentElement;
              const found = root.scrollWidth > root.clientWidth
                ? [root.scrollWidth - root.clientWidth + ' pixels beyond the screen'] : [];
              const called = node => [node.localName + (node.id && '#' + node.id), ...node.classList].join('.');
              const isSeen = node => !node.closest('.cols, .nowline')
                && node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
              const styles = new Map();
              const style = node => styles.get(node) ?? styles.set(node, getComputedStyle(node)).get(node);
              const parts = [];
              const add = (rect, node, says) => {
                if (rect.width <= 1 || rect.height <= 1) return;
                let { left, right, top, bottom } = rect, by = null;
                for (let around = node; around && around !== root; around = around.parentElement) {
                  const { position, overflowX, clipPath, textOverflow } = style(around);
                  if (position === 'fixed' || position === 'sticky') return;
                  if (overflowX === 'visible' && clipPath === 'none') continue;
                  const hole = around.getBoundingClientRect();
                  const isMeant = hole.width <= 2 || textOverflow === 'ellipsis' && around.closest('a, button');
                  if (!isMeant && (overflowX === 'hidden' || overflowX === 'clip')
                    && (hole.left > left + 1 || hole.right < right - 1 || hole.bottom < bottom - 3)) by = around;
                  left = Math.max(left, hole.left);
                  right = Math.min(right, hole.right);
                  top = Math.max(top, hole.top);
                  bottom = Math.min(bottom, hole.bottom);
                }
                if (by) found.push(`${says} is cut off by ${called(by)}`);
                if (right - left > 1 && bottom - top > 1) parts.push({ left, right, top, bottom, node, says });
              };
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const range = document.createRange();
              while (texts.nextNode()) {
                const text = texts.currentNode.data.trim(), node = texts.currentNode.parentElement;
                if (!text || !isSeen(node)) continue;
                range.selectNodeContents(texts.currentNode);
                for (const rect of range.getClientRects()) add(rect, node, `${called(node)} "${text.slice(0, 30)}"`);
              }
              for (const node of document.querySelectorAll('input:not([type=hidden]), select, textarea, button'))
                if (isSeen(node)) add(node.getBoundingClientRect(), node, called(node));
              parts.sort((one, other) => one.top - other.top);
              parts.forEach((one, n) => {
                for (const other of parts.slice(n + 1)) {
                  if (other.top >= one.bottom - 4) break;
                  if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
                    && Math.min(one.bottom, other.bottom) - other.top > 4
                    && !one.node.contains(other.node) && !other.node.contains(one.node))
                    found.push(`${one.says} lies on ${other.says}`);
                }
              });
              return [...new Set(found)];
            }""";

    private Cramped() {}

    /** On the narrowest screen that must do. */
    static List<String> narrow(Page page) {
        page.setViewportSize(NARROW, 844);
        return faults(page);
    }

    /** On a desktop, with letters twice as large. */
    static List<String> large(Page page) {
        page.setViewportSize(Chromium.DESKTOP, 900);
        CDPSession tools = page.context().newCDPSession(page);
        letters(tools, 2 * USUAL);
        List<String> faults = faults(page);
        letters(tools, USUAL);
        tools.detach();
        return faults;
    }

    private static void letters(CDPSession tools, int size) {
        var sizes = new JsonObject();
        sizes.addProperty("standard", size);
        var asked = new JsonObject();
        asked.add("fontSizes", sizes);
        tools.send("Page.setFontSizes", asked);
    }

    @SuppressWarnings("unchecked")
    private static List<String> faults(Page page) {
        return (List<String>) page.evaluate(FAULTS);
    }
}
