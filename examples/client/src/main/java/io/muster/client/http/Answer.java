package io.muster.client.http;

import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/**
 * A successful answer.
 *
 * @param status 200 to 299
 * @param body empty when there was none
 */
public record Answer(int status, Buffer body) {

    /** Reads the body as JSON. */
    public static <T> Function<Answer, T> as(Class<T> type) {
        return answer -> Json.read(answer.body, type);
    }

    /** For calls whose answer says nothing beyond success. */
    public static Void nothing(Answer answer) {
        return null;
    }
}
