package io.muster.contracts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published samples, one file per event type. Producers and consumers in other modules test against them too. */
public final class GoldenSamples {

    private GoldenSamples() {}

    /** The sample's JSON text. */
    public static String json(String type) {
        try (InputStream in = GoldenSamples.class.getResourceAsStream("/golden/" + type + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("No golden sample for " + type + ": add golden/" + type + ".json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample as an event. */
    public static <E extends Event> E event(Class<E> type, String name) {
        try {
            return mapper().readValue(json(name), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON as the services read and write it: ISO instants, unknown fields ignored. */
    public static ObjectMapper mapper() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
