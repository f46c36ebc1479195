package io.muster.match.config;

import io.muster.runtime.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One object of a config document: finds fields in any capitalisation and notes everything that is wrong with them, so that
 * the author sees all errors at once. A wrong value reads like a missing one.
 */
public final class Fields {

    private final String path;
    private final Map<?, ?> values;
    private final List<Violation> violations;

    private Fields(String path, Map<?, ?> values, List<Violation> violations) {
        this.path = path;
        this.values = values;
        this.violations = violations;
    }

    public static Fields root(Map<String, Object> document, List<Violation> violations) {
        return new Fields("", document, violations);
    }

    public boolean has(String name) {
        return raw(name) != null;
    }

    /** The value of a field as it stands in the document, or null. */
    public Object raw(String name) {
        Object exact = values.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (name.equalsIgnoreCase(String.valueOf(entry.getKey()))) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** The first of several spellings of a field that is there. */
    public Object rawOf(String... names) {
        for (String name : names) {
            Object value = raw(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    public String text(String name, String otherwise) {
        return switch (raw(name)) {
            case null -> otherwise;
            case String text when !text.isBlank() -> text;
            default -> wrong(name, "type", "must be a text that is not empty", otherwise);
        };
    }

    public boolean flag(String name, boolean otherwise) {
        return switch (raw(name)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> wrong(name, "type", "must be true or false", otherwise);
        };
    }

    /** A finite number within bounds, both inclusive. */
    public double number(String name, double min, double max, double otherwise) {
        return switch (raw(name)) {
            case null -> otherwise;
            case Number number when number.doubleValue() >= min && number.doubleValue() <= max -> number.doubleValue();
            default -> wrong(name, "range", "must be a number from " + plain(min) + " to " + plain(max), otherwise);
        };
    }

    /** A whole number within bounds, both inclusive. */
    public int whole(String name, int min, int max, int otherwise) {
        double number = number(name, min, max, otherwise);
        if (number != Math.rint(number)) {
            return wrong(name, "type", "must be a whole number", otherwise);
        }
        return (int) number;
    }

    /** An object, or nothing. */
    public Optional<Fields> object(String name) {
        return switch (raw(name)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(new Fields(at(name), map, violations));
            default -> wrong(name, "type", "must be an object", Optional.empty());
        };
    }

    /** A list of objects; a missing one is empty. */
    public List<Fields> objects(String name, int limit) {
        List<Fields> found = new ArrayList<>();
        switch (raw(name)) {
            case null -> {}
            case List<?> list
            when list.size() > limit ->
                violation(name, "too-many", "has " + list.size() + " elements; at most " + limit + " are allowed");
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    element(name + '[' + i + ']', list.get(i)).ifPresent(found::add);
                }
            }
            default -> violation(name, "type", "must be a list");
        }
        return found;
    }

    private Optional<Fields> element(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new Fields(at(name), map, violations));
        }
        violation(name, "type", "must be an object");
        return Optional.empty();
    }

    /** The field is missing, or a list without elements. */
    public boolean isEmptyList(String name) {
        return raw(name) == null || (raw(name) instanceof List<?> list && list.isEmpty());
    }

    /** Notes that a field is needed when it is missing. */
    public boolean require(String name) {
        if (has(name)) {
            return true;
        }
        violation(name, "required", "is missing");
        return false;
    }

    /** As {@link #require}, noting every one that is missing. */
    public boolean requireAll(String... names) {
        boolean all = true;
        for (String name : names) {
            all &= require(name);
        }
        return all;
    }

    public void violation(String name, String code, String message) {
        violations.add(new Violation(at(name), code, message));
    }

    private <T> T wrong(String name, String code, String message, T otherwise) {
        violation(name, code, message);
        return otherwise;
    }

    /** Where this object, or a field of it, stands in the document. */
    String at(String name) {
        return path.isEmpty() ? name : name.isEmpty() ? path : path + '.' + name;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }
}
