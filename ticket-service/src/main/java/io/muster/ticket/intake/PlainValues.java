package io.muster.ticket.intake;

import java.util.List;
import java.util.Map;

/** Checks values that are kept as they came: custom data of players and attributes. */
final class PlainValues {

    private final Violations violations;

    PlainValues(Violations violations) {
        this.violations = violations;
    }

    /** An object of any plain JSON values. */
    @SuppressWarnings("unchecked") // the JSON reader makes objects into maps with text keys only
    Map<String, Object> object(String path, Object value) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?>)) {
            violations.type(path, "an object");
            return Map.of();
        }
        Map<String, Object> properties = (Map<String, Object>) value;
        checkProperties(path, properties, 1);
        return properties;
    }

    /** An object of numbers and strings, which is all that pool filters can look at. */
    Map<String, Object> attributes(String path, Object value) {
        Map<String, Object> attributes = object(path, value);
        attributes.forEach((name, attribute) -> {
            if (!(attribute instanceof Number || attribute instanceof String)) {
                violations.type(path + '.' + shortened(name), "a number or a string");
            }
        });
        return attributes;
    }

    /** Text that names something: not empty, bounded, and printable wherever it ends up. */
    String name(String path, Object value, int limit) {
        if (!(value instanceof String text) || text.isEmpty()) {
            violations.required(path, "a string that is not empty");
            return "";
        }
        if (text.length() > limit) {
            violations.tooLong(path, limit, "characters");
        } else if (!isClean(text) || text.chars().anyMatch(Character::isISOControl)) {
            violations.add(path, "invalid", "must not contain control characters or broken surrogate pairs");
        }
        return text;
    }

    private void checkProperties(String path, Map<String, Object> properties, int depth) {
        if (properties.size() > TicketLimits.PROPERTIES) {
            violations.add(path, "too-many", "must have at most " + TicketLimits.PROPERTIES + " properties");
            return;
        }
        properties.forEach((name, value) -> {
            if (name.length() > TicketLimits.PROPERTY_NAME_LENGTH) {
                violations.tooLong(
                        path + '.' + shortened(name), TicketLimits.PROPERTY_NAME_LENGTH, "characters in its name");
            } else if (name.isEmpty() || !isClean(name)) {
                violations.add(path, "invalid", "must have property names that are not empty and valid Unicode");
            }
            check(path + '.' + shortened(name), value, depth);
        });
    }

    private void check(String path, Object value, int depth) {
        if (depth > TicketLimits.DEPTH) {
            violations.add(path, "too-deep", "must be nested at most " + TicketLimits.DEPTH + " deep");
            return;
        }
        switch (value) {
            case String text -> checkText(path, text);
            case List<?> list -> checkList(path, list, depth);
            case Map<?, ?> map -> checkProperties(path, object(map), depth + 1);
            case Number number
            when !Double.isFinite(number.doubleValue()) ->
                violations.add(path, "out-of-range", "must be a number that fits a double");
            case null, default -> {} // numbers, booleans and null are taken as they are
        }
    }

    private void checkText(String path, String text) {
        if (text.length() > TicketLimits.STRING_LENGTH) {
            violations.tooLong(path, TicketLimits.STRING_LENGTH, "characters");
        } else if (!isClean(text)) {
            violations.add(path, "invalid", "must not contain broken surrogate pairs");
        }
    }

    private void checkList(String path, List<?> list, int depth) {
        if (list.size() > TicketLimits.LIST_ITEMS) {
            violations.tooLong(path, TicketLimits.LIST_ITEMS, "items");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            check(path + '[' + i + ']', list.get(i), depth + 1);
        }
    }

    @SuppressWarnings("unchecked") // see object(String, Object)
    private static Map<String, Object> object(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    /** A surrogate without its other half cannot be written as UTF-8. */
    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String shortened(String name) {
        String printable = name.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE)
                .limit(TicketLimits.PROPERTY_NAME_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.isEmpty() ? "''" : printable;
    }
}
