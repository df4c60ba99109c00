package clinic.browser;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Chromium;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the look at each page finds, on pages that do not exist. */
class FaultsIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void aFieldWithoutALabelIsFound() {
        assertThat(Chromium.faults(page("<input name='when'>")))
                .anyMatch(fault -> fault.startsWith("label ") && fault.contains("when"));
    }

    @Test
    void whatIsWiderThanTheScreenIsFound() {
        assertThat(Chromium.faults(page("<p style='width: 2000px'>Wide</p>")))
                .anyMatch(fault -> fault.contains("beyond the screen"));
    }

    @Test
    void greyOnGreyIsFoundAndNothingButThat() {
        Page page = page("<p style='color: #999; background: #aaa'>Ten past nine</p><input name='when'>");

        assertThat(Chromium.illegible(page))
                .singleElement()
                .asString()
                .startsWith("color-contrast ")
                .contains("Ten past nine");
    }

    private static Page page(String body) {
        Page page = CHROMIUM.window("http://127.0.0.1", Chromium.DESKTOP, true, ColorScheme.LIGHT, "en-GB");
        page.setContent("<!doctype html><html lang='en'><title>Times</title><main><h1>Times</h1>" + body + "</main>");
        return page;
    }
}
