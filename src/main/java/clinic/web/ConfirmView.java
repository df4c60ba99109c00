package clinic.web;

import clinic.identity.IdentityProvider;
import org.jspecify.annotations.Nullable;

/**
 * What {@code identity/confirm} shows, as {@code view}.
 *
 * @param app whether a code is asked for; else the password is
 * @param passkey whether a passkey would do as well
 * @param provider whether the provider of the house would do as well
 * @param continueTo the local path to go on to
 * @param form what had been sent there, encoded as forms are; empty when it is a page
 * @param providerProblem why the provider was of no use
 */
public record ConfirmView(
        boolean app,
        boolean passkey,
        boolean provider,
        String continueTo,
        @Nullable String form,
        boolean wrong,
        long retrySeconds,
        IdentityProvider.@Nullable Reason providerProblem) {}
