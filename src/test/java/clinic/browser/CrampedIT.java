package clinic.browser;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Chromium;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code EveryPageIT} finds where there is little room, on pages that do not exist. */
class CrampedIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void whatIsWiderThanTheScreenIsFound() {
        assertThat(Cramped.narrow(page("<p style='width: 340px'>Wide</p>")))
                .anyMatch(fault -> fault.contains("beyond"));
    }

    @Test
    void wordsThatAreCutOffAreFound() {
        Page page = page(
                "<div style='width: 9rem; max-width: 160px; overflow: hidden; white-space: nowrap'>Ten past nine</div>");

        assertThat(Cramped.narrow(page)).isEmpty();
        assertThat(Cramped.large(page)).singleElement().asString().contains("Ten past nine", "cut off");
    }

    @Test
    void whatLiesOnSomethingElseIsFound() {
        Page page = page("<div style='height: 30px'>Monday</div><div>Tuesday</div>");

        assertThat(Cramped.narrow(page)).isEmpty();
        assertThat(Cramped.large(page)).singleElement().asString().contains("Monday", "lies on", "Tuesday");
    }

    @Test
    void whatALinkToTheWholeOfItShortensIsLetBe() {
        assertThat(Cramped.large(page("""
                        <a href='#all' style='display: block; width: 80px; overflow: hidden; white-space: nowrap;
                          text-overflow: ellipsis'>Lucía Jarnovic</a>"""))).isEmpty();
    }

    private static Page page(String body) {
        Page page = CHROMIUM.window("http://127.0.0.1", Chromium.DESKTOP, true, ColorScheme.LIGHT, "en-GB");
        page.setContent("<!doctype html><html lang='en'><body style='margin: 0'>" + body);
        return page;
    }
}
