package clinic.web;

/** A field of a form as it was sent. */
public record SentField(String name, String value) {}
