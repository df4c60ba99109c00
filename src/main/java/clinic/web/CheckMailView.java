package clinic.web;

/**
 * What {@code identity/check-mail} shows, as {@code view}: the same whether the address is known or not.
 *
 * @param reset a new password was asked for; else somebody signed up
 * @param email as typed
 */
public record CheckMailView(boolean reset, String email) {}
