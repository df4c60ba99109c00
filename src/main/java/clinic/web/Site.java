package clinic.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the pages say about the clinic as a whole; properties {@code clinic.name}, {@code clinic.emergency} and
 * {@code clinic.demo}.
 *
 * @param emergency the number to ring instead of booking
 * @param demo whether the demo clinic runs
 */
@ConfigurationProperties("clinic")
public record Site(
        @DefaultValue("Harbour Clinic") String name,
        @DefaultValue("999") String emergency,
        @DefaultValue("false") boolean demo) {}
