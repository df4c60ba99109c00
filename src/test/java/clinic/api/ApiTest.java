package clinic.api;

import clinic.testing.ClinicTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole application, and people who call it over HTTP. All classes with this share one clinic. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClinicTest
@Import({Callers.class, Records.class, Recipes.class, PageRecipes.class, StaffPageRecipes.class})
@TestPropertySource(
        properties = {
            "clinic.limits=off",
            // Nobody answers there.
            "clinic.oidc.issuer=http://127.0.0.1:9",
            "clinic.oidc.client-id=clinic",
            "clinic.oidc.client-secret=told-to-nobody-else"
        })
@interface ApiTest {}
