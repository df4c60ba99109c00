package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A Latin name among Arabic words. */
class DirectionTest {

    @Test
    void whatIsTypedIsSetApartAmongWordsFromTheRight() {
        assertThat(Direction.of(Locale.of("ar")).apart("14 Quay Street")).isEqualTo("\u206814 Quay Street\u2069");
        assertThat(Direction.RTL.apart(new Object[] {"Dr Ada Osei", 3})).containsExactly("\u2068Dr Ada Osei\u2069", 3);
        assertThat(Direction.RTL.apart("")).isEmpty();
    }

    @Test
    void nothingUnseenIsPutAmongWordsFromTheLeft() {
        assertThat(Direction.of(Locale.GERMAN).apart("14 Quay Street")).isEqualTo("14 Quay Street");
        assertThat(Direction.LTR.apart(new Object[] {"Dr Ada Osei", 3})).containsExactly("Dr Ada Osei", 3);
    }
}
