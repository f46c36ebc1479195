package io.muster.runtime.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;

/** Says what is wrong with a JSON body, without naming a class of ours or of Jackson. */
final class JsonProblems {

    private JsonProblems() {}

    static HttpProblem of(JacksonException failure) {
        Throwable root = failure;
        while (root.getCause() instanceof JacksonException deeper) {
            root = deeper;
        }
        return switch (root) {
            case StreamConstraintsException limit
            when isAboutLength(limit) ->
                Problems.problem(413, "too-large", "Content Too Large", limitMessage(limit))
                        .build();
            case StreamConstraintsException limit -> badRequest(limitMessage(limit));
            case UnrecognizedPropertyException unknown ->
                invalid(path(unknown), "unknown-field", "There is no such field.");
            case UnstorableTextException text
            when !text.getPath().isEmpty() -> invalid(path(text), "unstorable", "The text must not contain U+0000.");
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() -> invalid(path(mismatch), "wrong-type", expected(mismatch));
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() -> invalid(path(mapping), "invalid", "The value is not allowed here.");
            default -> badRequest("The body is not the JSON that is expected here" + location(failure) + '.');
        };
    }

    /** A body of unknown length can only be told too large while it is read. */
    private static boolean isAboutLength(StreamConstraintsException limit) {
        return limit.getOriginalMessage().startsWith("Document length");
    }

    /** Jackson's message names the limit and what exceeded it, but also its own class and method. */
    private static String limitMessage(StreamConstraintsException limit) {
        return "The body exceeds a limit: " + limit.getOriginalMessage().replaceAll(", from `[^`]*`", "");
    }

    private static HttpProblem badRequest(String detail) {
        return Problems.problem(400, "bad-request", "Bad Request", detail).build();
    }

    private static HttpProblem invalid(String path, String code, String message) {
        return Problems.problem(400, "bad-request", "Bad Request", path + ": " + message)
                .with("violations", List.of(new Violation(path, code, message)))
                .build();
    }

    private static String expected(MismatchedInputException mismatch) {
        Class<?> target = mismatch.getTargetType();
        if (target == null) {
            return "The value has the wrong type.";
        }
        if (target.isEnum()) {
            return "The value must be one of " + List.of(target.getEnumConstants()) + '.';
        }
        return "The value must be " + kind(target) + '.';
    }

    private static String kind(Class<?> target) {
        if (target == boolean.class || target == Boolean.class) {
            return "true or false";
        }
        if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            return "a number";
        }
        if (target == String.class) {
            return "a text";
        }
        return Iterable.class.isAssignableFrom(target) || target.isArray() ? "a list" : "an object or another value";
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String location(JacksonException failure) {
        JsonLocation at = failure.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ')';
    }
}
