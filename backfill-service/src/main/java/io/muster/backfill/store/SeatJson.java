package io.muster.backfill.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.backfill.seat.SessionSeats;
import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.runtime.event.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of stored seats and answers. It has a mapper of its own because the one for requests refuses documents that
 * are large for a request but not for a session.
 */
@ApplicationScoped
class SeatJson {

    /** An answer as it is stored. */
    private record StoredAnswer(String type, String id, Instant time, String traceparent, JsonNode event) {}

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String write(SessionSeats seats) {
        return text(seats);
    }

    SessionSeats readSeats(String document) {
        try {
            return mapper.readValue(document, SessionSeats.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored seats cannot be read", e);
        }
    }

    String write(List<Outgoing<BackfillEvent>> answers) {
        return text(answers.stream()
                .map(Outgoing::envelope)
                .map(answer -> new StoredAnswer(
                        Topics.BACKFILLS.typeOf(answer.event()),
                        answer.id(),
                        answer.time(),
                        answer.traceparent(),
                        mapper.valueToTree(answer.event())))
                .toList());
    }

    List<Outgoing<BackfillEvent>> readAnswers(String document) {
        List<Outgoing<BackfillEvent>> answers = new ArrayList<>();
        try {
            for (StoredAnswer stored : mapper.readValue(document, StoredAnswer[].class)) {
                BackfillEvent event = mapper.treeToValue(
                        stored.event(), Topics.BACKFILLS.classOf(stored.type()).orElseThrow());
                answers.add(new Outgoing<>(
                        Topics.BACKFILLS, new Envelope<>(stored.id(), stored.time(), stored.traceparent(), event)));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored answers cannot be read", e);
        }
        return answers;
    }

    private String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written: " + value, e);
        }
    }
}
