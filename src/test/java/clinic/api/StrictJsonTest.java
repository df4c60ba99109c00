package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.http.MockHttpInputMessage;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/** What a body may be, and how a client learns what is wrong with it. */
class StrictJsonTest {

    private static final JsonMapper JSON = mapper();

    enum Colour {
        RED,
        BLUE
    }

    record Inner(@Nullable LocalTime from) {}

    record Body(
            @NotNull String name,
            @Nullable Integer count,
            @Nullable Boolean yes,
            @Nullable Instant start,
            @Nullable UUID id,
            @Nullable Colour colour,
            @Nullable List<Inner> breaks) {}

    @Test
    void aBodyOfTheRightKindIsRead() {
        assertThat(read("""
                {"name": "Zoë\\n", "count": 3, "yes": true, "start": "2026-12-01T09:00+01:00", "colour": "BLUE",
                 "breaks": [{"from": "12:00"}]}"""))
                .isEqualTo(new Body(
                        "Zoë\n",
                        3,
                        true,
                        Instant.parse("2026-12-01T08:00:00Z"),
                        null,
                        Colour.BLUE,
                        List.of(new Inner(LocalTime.NOON))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"surname": "x"}                            | surname        | UNKNOWN_FIELD
                    {"breaks": [{"from": "09:00", "till": 1}]}  | breaks[0].till | UNKNOWN_FIELD
                    {"name": 5}                                 | name           | WRONG_TYPE
                    {"name": true}                              | name           | WRONG_TYPE
                    {"name": ["a"]}                             | name           | WRONG_TYPE
                    {"name": "a\\u0000b"}                       | name           | CONTROL_CHARACTER
                    {"name": "a\\ud800b"}                       | name           | CONTROL_CHARACTER
                    {"count": "3"}                              | count          | WRONG_TYPE
                    {"count": ""}                               | count          | WRONG_TYPE
                    {"count": 3.0}                              | count          | WRONG_TYPE
                    {"count": 99999999999}                      | count          | OUT_OF_RANGE
                    {"count": true}                             | count          | WRONG_TYPE
                    {"yes": "true"}                             | yes            | WRONG_TYPE
                    {"yes": 1}                                  | yes            | WRONG_TYPE
                    {"start": 1764576000}                       | start          | WRONG_TYPE
                    {"start": "2026-12-01T09:00"}               | start          | OFFSET_REQUIRED
                    {"start": "2026-12-01T09:00:00"}            | start          | OFFSET_REQUIRED
                    {"start": "2026-02-30T09:00:00Z"}           | start          | INVALID_FORMAT
                    {"start": "2026-12-01"}                     | start          | INVALID_FORMAT
                    {"start": "+1000000-12-01T09:00:00Z"}       | start          | INVALID_FORMAT
                    {"start": ""}                               | start          | INVALID_FORMAT
                    {"id": "1-1-1-1-1"}                         | id             | INVALID_FORMAT
                    {"id": 7}                                   | id             | WRONG_TYPE
                    {"colour": "GREEN"}                         | colour         | UNKNOWN_VALUE
                    {"colour": "red"}                           | colour         | UNKNOWN_VALUE
                    {"colour": ""}                              | colour         | UNKNOWN_VALUE
                    {"colour": 1}                               | colour         | UNKNOWN_VALUE
                    {"breaks": {"from": "09:00"}}               | breaks         | WRONG_TYPE
                    {"breaks": [{"from": "25:00"}]}             | breaks[0].from | INVALID_FORMAT
                    {"breaks": [{"from": "9"}]}                 | breaks[0].from | INVALID_FORMAT
                    {"breaks": [[[[[[[[[[]]]]]]]]]]}            | breaks[0]      | WRONG_TYPE
                    {"name": "a"} {}                            | body           | WRONG_TYPE
                    []                                          | body           | WRONG_TYPE
                    "x"                                         | body           | WRONG_TYPE
                    """)
    void aValueThatIsNotMeantIsNamed(String body, String field, String code) {
        Problem problem = refusal(body);

        assertThat(problem.code()).isEqualTo("INVALID");
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\": }",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "{'name': 'a'}",
                "{\"count\": 1234567890123456789012345678901234567890}",
                "{\"count\": NaN}",
                "{\"name\": \"a\u0001b\"}",
            })
    void whatIsNoJsonAtAllIsMalformed(String body) {
        assertThat(refusal(body).code()).isEqualTo("MALFORMED");
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] latin = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xe4, '"', '}'};

        assertThatThrownBy(() -> read(latin))
                .isInstanceOfSatisfying(
                        HttpMessageNotReadableException.class,
                        failure -> assertThat(
                                        Failures.problem(failure).problem().code())
                                .isEqualTo("MALFORMED"));
    }

    @Test
    void timesAreWrittenWithSecondsAndOffset() {
        assertThat(JSON.writeValueAsString(OffsetDateTime.parse("2026-12-01T09:00+00:00")))
                .isEqualTo("\"2026-12-01T09:00:00Z\"");
        assertThat(JSON.writeValueAsString(OffsetDateTime.parse("2026-12-01T09:00+13:00")))
                .isEqualTo("\"2026-12-01T09:00:00+13:00\"");
        assertThat(JSON.writeValueAsString(LocalTime.of(9, 0))).isEqualTo("\"09:00\"");
    }

    private static Problem refusal(String body) {
        try {
            Object read = read(body);
            throw new AssertionError("It was read as " + read);
        } catch (HttpMessageNotReadableException e) {
            return Failures.problem(e).problem();
        }
    }

    private static Object read(String body) {
        return read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Object read(byte[] body) {
        MockHttpInputMessage message = new MockHttpInputMessage(body);
        message.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        try {
            return new JacksonJsonHttpMessageConverter(JSON).read(Body.class, message);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonMapper mapper() {
        StrictJson strict = new StrictJson();
        JsonFactoryBuilder factory = JsonFactory.builder();
        strict.boundedJson().customize(factory);
        JsonMapper.Builder mapper = JsonMapper.builder(factory.build());
        strict.strictJsonMapper().customize(mapper);
        return mapper.build();
    }
}
