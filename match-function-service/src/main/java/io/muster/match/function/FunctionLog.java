package io.muster.match.function;

/** One line that a function logged. */
public record FunctionLog(Severity severity, String body) {}
