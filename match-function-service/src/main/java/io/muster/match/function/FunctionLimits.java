package io.muster.match.function;

import java.time.Duration;

/**
 * What one run of a custom function may use; it is stopped at the first limit it meets.
 *
 * @param statements JavaScript statements, counted by the interpreter
 * @param time from start to answer, by the wall clock
 * @param memoryBytes bytes that its thread allocates, whether they are garbage already or not; looked at every few
 *     milliseconds, so it may be passed by what one built-in operation allocates
 * @param outputCharacters length of the answer as JSON
 * @param logCharacters length of all it logs, as JSON; what is beyond is left out and does not stop it
 */
public record FunctionLimits(
        long statements, Duration time, long memoryBytes, int outputCharacters, int logCharacters) {}
