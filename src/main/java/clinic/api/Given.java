package clinic.api;

import clinic.shared.Invalid;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A field of a PATCH body that the client did write. A field that is absent is no {@code Given} but null, and leaves what
 * is stored as it was; an explicit null is a {@code Given} without a value, and clears it.
 */
@JsonDeserialize(using = Given.Reader.class)
record Given<T>(@Nullable T value) {

    /** What holds after the change, for a field that may be empty. */
    static <T> @Nullable T over(@Nullable T stored, @Nullable Given<T> given) {
        return given == null ? stored : given.value();
    }

    /**
     * What holds after the change, for a field that is always there.
     *
     * @throws Invalid for an explicit null
     */
    static <T> T over(T stored, @Nullable Given<T> given, String field) {
        if (given == null) {
            return stored;
        }
        if (given.value() == null) {
            throw new Invalid(field, "REQUIRED", "This field can be changed, not cleared.");
        }
        return given.value();
    }

    static final class Reader extends ValueDeserializer<Given<?>> {

        private final @Nullable JavaType content;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType content) {
            this.content = content;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return property == null ? this : new Reader(property.getType().containedType(0));
        }

        @Override
        public Given<?> deserialize(JsonParser parser, DeserializationContext context) {
            if (content == null) {
                throw new IllegalStateException("A given value belongs to a field");
            }
            return new Given<>(context.<Object>readValue(parser, content));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new Given<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
