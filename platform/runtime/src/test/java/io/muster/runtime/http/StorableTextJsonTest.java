package io.muster.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That bodies without U+0000 are read as they were before anybody looked for it. */
class StorableTextJsonTest {

    private record Body(String text, JsonNode tree) {}

    private final ObjectMapper mapper = new ObjectMapper();

    @BeforeEach
    void customize() {
        new StorableTextJson().customize(mapper);
    }

    @Test
    void aTreeThatIsAbsentIsNull() throws JsonProcessingException {
        assertThat(mapper.readValue("{}", Body.class).tree()).isNull();
    }

    @Test
    void aTreeThatIsNullIsANullNode() throws JsonProcessingException {
        assertThat(mapper.readValue("{\"tree\":null}", Body.class).tree().isNull())
                .isTrue();
    }

    @Test
    void aTextThatIsNullIsNull() throws JsonProcessingException {
        assertThat(mapper.readValue("{\"text\":null}", Body.class).text()).isNull();
    }

    @Test
    void aTreeKeepsItsFields() throws JsonProcessingException {
        assertThat(mapper.readValue("{\"tree\":{\"a\":[1,\"b\"]}}", Body.class).tree())
                .isEqualTo(mapper.readTree("{\"a\":[1,\"b\"]}"));
    }
}
