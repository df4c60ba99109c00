package clinic.web;

/** For a page that is fetched in place by POST: the address at which a reload finds the same again. */
final class AddressBar {

    static final String HEADER = "HX-Push-Url";

    private AddressBar() {}
}
