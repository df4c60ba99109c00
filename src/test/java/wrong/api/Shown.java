package wrong.api;

/** What one face shows. */
public record Shown(String text) {}
