package wrong.web;

import wrong.directory.Directory;

/** A page that changes offers while somebody books. */
public class ChangesOffersPastTheCalendar {

    public void change(Directory directory) {
        directory.setOffers();
    }
}
