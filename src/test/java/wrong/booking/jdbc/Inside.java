package wrong.booking.jdbc;

/** What no other module may know. */
public class Inside {}
