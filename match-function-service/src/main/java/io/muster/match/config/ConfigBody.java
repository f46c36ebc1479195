package io.muster.match.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Reads the JSON objects that developers send. */
@ApplicationScoped
public class ConfigBody {

    private final ObjectMapper json;

    public ConfigBody(ObjectMapper json) {
        this.json = json;
    }

    /** The object; a 400 problem when the body is none. */
    public Map<String, Object> read(byte[] body) {
        try {
            Map<String, Object> document = json.readValue(body == null ? new byte[0] : body, new TypeReference<>() {});
            if (document == null) {
                throw Problems.badRequest("body", "must be a JSON object");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw Problems.badRequest("body", "is not a JSON object: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
