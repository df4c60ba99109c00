package clinic.web;

/**
 * Something of others that the clinic is made of.
 *
 * @param licences with commas between
 */
public record LicensedPart(String name, String version, String licences) {}
