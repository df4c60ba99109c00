package clinic.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Reads JSON to the letter: what a client did not mean is refused by name instead of guessed, and nothing a client sends
 * can cost more than its size.
 */
@Configuration
class StrictJson {

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return factory -> factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(16)
                .maxNumberLength(20)
                .maxNameLength(100)
                .maxStringLength(ApiBoundary.MAX_BODY)
                .maxDocumentLength(16L * ApiBoundary.MAX_BODY)
                .build());
    }

    @Bean
    JsonMapperBuilderCustomizer strictJsonMapper() {
        return mapper -> mapper.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .addModule(new SimpleModule("clinic")
                        .addDeserializer(String.class, new TextReader<>(String.class, Texts::plain))
                        .addDeserializer(Instant.class, new TextReader<>(Instant.class, Texts::instant))
                        .addDeserializer(LocalDate.class, new TextReader<>(LocalDate.class, Texts::date))
                        .addDeserializer(LocalTime.class, new TextReader<>(LocalTime.class, Texts::time))
                        .addDeserializer(UUID.class, new TextReader<>(UUID.class, Texts::id))
                        .addDeserializer(When.class, new TextReader<>(When.class, When::parse))
                        .addSerializer(
                                OffsetDateTime.class,
                                new TextWriter<>(OffsetDateTime.class, DateTimeFormatter.ISO_OFFSET_DATE_TIME::format))
                        .addSerializer(
                                LocalTime.class,
                                new TextWriter<>(LocalTime.class, DateTimeFormatter.ofPattern("HH:mm")::format)));
    }

    private static final class TextReader<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> parse;

        TextReader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new WrongValue(parser, "WRONG_TYPE", "A text is expected here.");
            }
            try {
                return parse.apply(parser.getString());
            } catch (Texts.Unreadable e) {
                throw new WrongValue(parser, e.code(), e.detail());
            }
        }
    }

    private static final class TextWriter<T> extends StdScalarSerializer<T> {

        private final transient Function<T, String> format;

        TextWriter(Class<T> type, Function<T, String> format) {
            super(type);
            this.format = format;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(format.apply(value));
        }
    }
}
