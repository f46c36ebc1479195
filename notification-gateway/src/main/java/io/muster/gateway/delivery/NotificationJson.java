package io.muster.gateway.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.gateway.message.ServerTopics;
import io.muster.runtime.trace.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notifications from their records, and as the text that goes over the socket. Safe to use from any thread. */
@ApplicationScoped
public class NotificationJson {

    private static final int OK = 200;

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Reads a record's value. */
    public <T> T read(byte[] value, Class<T> type) throws IOException {
        return mapper.readValue(value, type);
    }

    /** The first frame of every socket. It is another form than the others, as published. */
    public String connected(String connectionId) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("MessageID", "");
        form.put("Code", OK);
        form.put("topic", ServerTopics.CONNECTED);
        form.put("payload", Map.of("connectionId", connectionId));
        return text(form);
    }

    /**
     * A notification in its published form: with namespace and trace, or for custom ones, whose payload is a string,
     * without.
     *
     * @param traceparent trace of the notification; the message is one span of it
     */
    public String message(NotificationRequested notification, String traceparent) {
        Map<String, Object> form = new LinkedHashMap<>();
        if (isCustom(notification)) {
            form.put("payload", notification.payload());
            form.put("timestamp", notification.createdAt().toString());
            form.put("topic", notification.topic());
            return text(form);
        }
        TraceContext trace = TraceContext.fromTraceparent(traceparent);
        form.put("namespace", notification.namespace());
        form.put("topic", notification.topic());
        form.put("payload", notification.payload());
        form.put("traceContext", Map.of("b3", trace.b3(), "traceparent", trace.traceparent()));
        form.put("timestamp", notification.createdAt().toString());
        return text(form);
    }

    /** Whether somebody sent it by request, rather than the platform. */
    public static boolean isCustom(NotificationRequested notification) {
        return notification.payload() instanceof String;
    }

    private String text(Object form) {
        try {
            return mapper.writeValueAsString(form);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written", e);
        }
    }
}
