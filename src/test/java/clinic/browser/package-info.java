/** Whole journeys in a real browser, against the whole application. */
@org.jspecify.annotations.NullMarked
package clinic.browser;
