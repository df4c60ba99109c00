package wrong.directory;

/** A door with a change that only availability may make. */
public interface Directory {

    void setOffers();
}
