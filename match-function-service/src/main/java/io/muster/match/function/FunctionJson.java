package io.muster.match.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Functions, their logs and states, as developers read them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FunctionJson(
        String name,
        boolean builtIn,
        Long version,
        String source,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {

    static FunctionJson of(StoredFunction function) {
        return new FunctionJson(
                function.name(),
                false,
                function.version(),
                function.source(),
                function.createdAt(),
                function.updatedAt(),
                function.updatedBy());
    }

    static FunctionJson builtIn(String name) {
        return new FunctionJson(name, true, null, null, null, null, null);
    }

    /** As in a list, where the text would be too much. */
    FunctionJson withoutSource() {
        return new FunctionJson(name, builtIn, version, null, createdAt, updatedAt, updatedBy);
    }

    /** Lines of a log, newest first. */
    record Logs(String function, List<Line> logs) {

        static Logs of(String function, List<LogLine> lines) {
            return new Logs(function, lines.stream().map(Line::of).toList());
        }
    }

    /** One line, in the form of the published matchmaker's logs. */
    record Line(Instant timestamp, String severityText, String body, Map<String, Object> logAttributes) {

        static Line of(LogLine line) {
            return new Line(
                    line.at(),
                    line.severity().name(),
                    line.body(),
                    Map.of("version", line.version(), "queueName", line.queue(), "poolName", line.pool()));
        }
    }

    /** How the pools that use a function are matched. */
    record Status(String function, List<PoolStatus> pools) {

        static Status of(String function, List<FunctionState> states) {
            return new Status(function, states.stream().map(PoolStatus::of).toList());
        }
    }

    /** One pool; the last three are there only while the rules match it instead. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PoolStatus(
            String queueName,
            String poolName,
            long version,
            String state,
            Instant since,
            String reason,
            String message,
            Instant retryAt) {

        static PoolStatus of(FunctionState state) {
            FunctionFailure failure = state.failure();
            return new PoolStatus(
                    state.queue(),
                    state.pool(),
                    state.version(),
                    state.active() ? "ACTIVE" : "FALLEN_BACK",
                    state.changedAt(),
                    failure == null ? null : failure.kind().name(),
                    failure == null ? null : failure.message(),
                    state.retryAt());
        }
    }
}
