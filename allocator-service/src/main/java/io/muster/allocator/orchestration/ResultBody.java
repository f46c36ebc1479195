package io.muster.allocator.orchestration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The published envelopes: one thing as {@code result}, many as {@code results}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultBody<T>(T result, List<T> results, String next) {

    static <T> ResultBody<T> one(T result) {
        return new ResultBody<>(result, null, null);
    }

    /**
     * A page.
     *
     * @param next what to pass as {@code after} to get the next one, or null at the end
     */
    static <T> ResultBody<T> page(List<T> results, String next) {
        return new ResultBody<>(null, results, next);
    }
}
