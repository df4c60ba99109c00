package wrong.lonely;

/** Something, so that the package exists. */
public class Alone {}
