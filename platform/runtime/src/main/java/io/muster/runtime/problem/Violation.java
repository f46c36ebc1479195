package io.muster.runtime.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param path where in the body or the parameters, such as {@code players[0].id}
 * @param code stable code for programs, such as {@code too-long}
 * @param message for people; names the limit
 */
public record Violation(String path, String code, String message) {}
