package io.muster.match.function;

/** One line that a function logged, or that was logged about it. */
public record FunctionLog(Severity severity, String body) {

    /** In rising order. */
    public enum Severity {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
