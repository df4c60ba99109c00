package clinic.identity;

/** The account for which a program acts, and the sign-in by which it does. */
public record Bearer(Account account, SignIn signIn) {}
