package clinic.api;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the schemas of the OpenAPI document after their controllers, so that records of one simple name stay two, and
 * describes a field of a PATCH body as the value that a client writes there.
 *
 * <p>Both live in one converter, because the library's list of converters is shared by all contexts of a process and
 * its order is not ours to choose.
 */
class ClinicSchemas extends ModelResolver {

    ClinicSchemas(ObjectMapper mapper) {
        super(mapper, new ControllerNames());
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = objectMapper().constructType(type.getType());
        if (java != null && java.isTypeOrSubTypeOf(Given.class)) {
            return context.resolve(new AnnotatedType(java.containedType(0)).resolveAsRef(true));
        }
        return super.resolve(type, context, chain);
    }

    private static final class ControllerNames extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            Class<?> outer = type.getEnclosingClass();
            String name = type.getSimpleName().replaceAll("(?<=.)(Json|Body)$", "");
            String prefix = outer == null || !outer.getName().startsWith("clinic.api.")
                    ? ""
                    : outer.getSimpleName().replaceAll("(Controller|Json)$", "");
            return name.startsWith(prefix) ? name : prefix + name;
        }
    }
}
