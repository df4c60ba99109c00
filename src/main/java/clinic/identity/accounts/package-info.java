/** How the promises of {@link clinic.identity.Identity} are kept: accounts, passwords, links, tokens, throttling. */
@NullMarked
package clinic.identity.accounts;

import org.jspecify.annotations.NullMarked;
