package io.muster.match.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.runtime.problem.Problems;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a function as it is uploaded: as JavaScript, or as {@code {"source": "..."}}. */
final class FunctionBody {

    private static final JsonMapper JSON = new JsonMapper();

    private FunctionBody() {}

    /** The source; a 400 problem when there is none. */
    static String source(MediaType type, byte[] body) {
        String source = type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE) ? member(body) : text(body);
        if (source.isBlank()) {
            throw Problems.badRequest("source", "must be JavaScript text that defines a function 'match'");
        }
        if (source.indexOf('\0') >= 0) {
            throw Problems.badRequest("source", "must not contain the character NUL");
        }
        return source;
    }

    private static String text(byte[] body) {
        try {
            return body == null
                    ? ""
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString();
        } catch (CharacterCodingException e) {
            throw Problems.badRequest("source", "must be UTF-8");
        }
    }

    private static String member(byte[] body) {
        try {
            return body == null ? "" : JSON.readTree(body).path("source").asText("");
        } catch (JsonProcessingException e) {
            throw Problems.badRequest("body", "is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
