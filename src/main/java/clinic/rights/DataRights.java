package clinic.rights;

import clinic.shared.Actor;

/** The one door to what people may ask of the clinic about their data. */
public interface DataRights {

    /** All that the clinic knows of the patient who asks. Long: read in one act, so that it is of one moment. */
    Export export(Actor patient);
}
