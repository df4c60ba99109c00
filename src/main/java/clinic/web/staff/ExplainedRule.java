package clinic.web.staff;

import clinic.availability.Explanation;
import org.jspecify.annotations.Nullable;

/** One rule for a time that was asked about. @param where absent for a rule that nobody sets */
public record ExplainedRule(Explanation.Rule told, @Nullable WhereSet where) {}
