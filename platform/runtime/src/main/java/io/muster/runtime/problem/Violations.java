package io.muster.runtime.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Bean Validation's violations in our form. */
final class Violations {

    private static final int MOST = 50;

    private Violations() {}

    /** At most fifty of them, in the order of their paths. */
    static List<Violation> of(ConstraintViolationException violated) {
        return violated.getConstraintViolations().stream()
                .map(Violations::violation)
                .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::code))
                .limit(MOST)
                .toList();
    }

    private static Violation violation(ConstraintViolation<?> violated) {
        String constraint = violated.getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        String code = constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return new Violation(path(violated.getPropertyPath()), code, violated.getMessage());
    }

    /** The path as the sender sees it: without the Java method, and without its body parameter. */
    private static String path(Path javaPath) {
        StringBuilder path = new StringBuilder();
        String parameter = "";
        for (Path.Node node : javaPath) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() != ElementKind.METHOD) {
                append(path, node);
            }
        }
        return path.isEmpty() ? parameter : path.toString();
    }

    private static void append(StringBuilder path, Path.Node node) {
        if (node.isInIterable() && node.getIndex() != null) {
            path.append('[').append(node.getIndex()).append(']');
        }
        if (node.isInIterable() && node.getKey() != null) {
            path.append('.').append(node.getKey());
        }
        if (node.getKind() == ElementKind.PROPERTY) {
            path.append(path.isEmpty() ? "" : ".").append(node.getName());
        }
    }
}
