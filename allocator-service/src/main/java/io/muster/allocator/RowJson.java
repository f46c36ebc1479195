package io.muster.allocator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/**
 * Rows as JSON: a batch of rows travels to PostgreSQL as one parameter ({@code jsonb_populate_recordset}) and back as one
 * document per row ({@code to_jsonb}), so that one statement writes a batch whatever its columns are.
 */
@ApplicationScoped
public class RowJson {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON: " + value.getClass(), e);
        }
    }

    public <T> T read(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds a row that is not a " + type.getSimpleName(), e);
        }
    }

    public <T> List<T> readAll(Collection<String> documents, Class<T> type) {
        return documents.stream().map(json -> read(json, type)).toList();
    }
}
