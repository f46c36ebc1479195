package io.muster.allocator.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/** The published envelopes: one thing as {@code result}, many as {@code results}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultBody<T>(T result, List<T> results, String next, Long total) {

    public static <T> ResultBody<T> one(T result) {
        return new ResultBody<>(result, null, null, null);
    }

    /**
     * A page of a list whose latest rows come first.
     *
     * @param size of a full page
     * @param last where the next page begins, of the last row of this one
     */
    public static <T> ResultBody<T> latest(List<T> results, int size, Function<T, TimeCursor> last, long total) {
        String next =
                results.size() < size ? null : last.apply(results.getLast()).text();
        return page(results, next, total);
    }

    /**
     * A page.
     *
     * @param next what to pass as {@code after} to get the next one, or null at the end
     * @param total how many there are on all pages
     */
    public static <T> ResultBody<T> page(List<T> results, String next, long total) {
        return new ResultBody<>(null, results, next, total);
    }
}
