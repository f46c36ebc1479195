package io.muster.session.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.session.game.GameSession;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The JSON of stored sessions. It has a mapper of its own because the one for requests refuses documents that are large
 * for a request but not for a roster.
 */
@ApplicationScoped
class SessionJson {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    SessionJson() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.writer = mapper.writerFor(SessionDocument.class);
        this.reader = mapper.readerFor(SessionDocument.class);
    }

    String write(GameSession session) {
        try {
            return writer.writeValueAsString(SessionDocument.of(session));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("session " + session.id() + " cannot be written", e);
        }
    }

    GameSession read(String namespace, long version, String phase, String document) {
        try {
            return reader.<SessionDocument>readValue(document).toSession(namespace, version, phase);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored session cannot be read", e);
        }
    }
}
