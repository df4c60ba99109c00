package clinic.identity;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** There is an {@link IdentityProvider}: property {@code clinic.oidc.issuer}. */
public class ProviderConfigured implements Condition {

    /** The property that names the provider. */
    public static final String ISSUER = "clinic.oidc.issuer";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return StringUtils.hasText(context.getEnvironment().getProperty(ISSUER));
    }
}
