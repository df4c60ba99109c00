package clinic.sms;

import clinic.platform.CannotStart;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads telephone numbers as people write them. Property {@code clinic.country} (ISO 3166-1 alpha-2, such as {@code GB}) says
 * in which country a number without a country code is; where it is absent only numbers that begin with + are understood.
 */
@Component
public class PhoneNumbers {

    /** Unknown are the numbers that the numbering plan of the library has not heard of; the network decides. */
    private static final Set<PhoneNumberType> TAKE_TEXTS =
            EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.UNKNOWN);

    private static final String NO_COUNTRY = "ZZ";

    private final PhoneNumberUtil plan = PhoneNumberUtil.getInstance();
    private final String country;

    PhoneNumbers(@Value("${clinic.country:}") String country) {
        this.country = country.isBlank() ? NO_COUNTRY : country.strip().toUpperCase(Locale.ROOT);
        if (!country.isBlank() && !plan.getSupportedRegions().contains(this.country)) {
            throw new CannotStart(
                    "No country has the letters " + this.country + ".",
                    "Set clinic.country to two letters of ISO 3166-1, such as GB.");
        }
    }

    /**
     * A telephone number.
     *
     * @param e164 such as {@code +447700900123}
     * @param takesTexts false for a fixed line, an extension and whatever else no text message reaches
     */
    public record PhoneNumber(String e164, boolean takesTexts) {

        /** Shows nobody's number. */
        @Override
        public String toString() {
            return "PhoneNumber[]";
        }
    }

    /** @return empty for what is no telephone number, or could be one in more than one country */
    public Optional<PhoneNumber> read(String written) {
        try {
            Phonenumber.PhoneNumber number = plan.parse(written, country);
            if (plan.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
                return Optional.empty();
            }
            boolean takesTexts = !number.hasExtension() && TAKE_TEXTS.contains(plan.getNumberType(number));
            return Optional.of(new PhoneNumber(plan.format(number, PhoneNumberFormat.E164), takesTexts));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
