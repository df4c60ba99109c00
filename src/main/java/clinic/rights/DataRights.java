package clinic.rights;

import clinic.shared.Actor;
import java.util.List;

/** The one door to what people may ask of the clinic about their data. */
public interface DataRights {

    /** All that the clinic knows of the patient who asks. Long: read in one act, so that it is of one moment. */
    Export export(Actor patient);

    /** How the patient's record was corrected, by whom, newest first. */
    List<Export.Correction> corrections(Actor patient);

    /** When the patient switched text messages on and off, newest first. */
    List<Export.Consent> textMessageChoices(Actor patient);
}
