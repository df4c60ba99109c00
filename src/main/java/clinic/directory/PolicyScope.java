package clinic.directory;

import org.jspecify.annotations.Nullable;

/** Whom a number of the policy is set for: the whole clinic, one type or one doctor. */
public record PolicyScope(@Nullable TypeId type, @Nullable DoctorId doctor) {

    /** Holds where nothing nearer is said. */
    public static final PolicyScope CLINIC = new PolicyScope(null, null);

    public PolicyScope {
        if (type != null && doctor != null) {
            throw new IllegalArgumentException("A number is set for a type or for a doctor");
        }
    }

    public static PolicyScope of(TypeId type) {
        return new PolicyScope(type, null);
    }

    public static PolicyScope of(DoctorId doctor) {
        return new PolicyScope(null, doctor);
    }
}
