package io.muster.contracts.admission;

import io.muster.contracts.admission.Admission.Bounds;
import io.muster.contracts.admission.Admission.Kind;
import io.muster.contracts.admission.Admission.Need;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at the values of one ticket that one rule needs. One check for each ticket and need. */
final class NeedCheck {

    private final Need need;
    private final Bounds bounds;
    private Refusal refusal;
    private Object first;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private Set<Object> shared;

    NeedCheck(Need need) {
        this.need = need;
        this.bounds = need.bounds();
    }

    /** Why the rule can never hold, after all values have been looked at. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Looks at the next value.
     *
     * @param where path of the object in the ticket, ending with a dot
     */
    void look(String where, Map<String, Object> object) {
        if (refusal != null) {
            return;
        }
        Object value = canonical(descend(object));
        if (value == null && descend(object) == null) {
            if (!need.optional()) {
                refuse(where, "is missing");
            }
        } else if (!fits(value)) {
            refuse(where, "must be " + kind());
        } else if (bounds != null) {
            keepBounds(where, value);
        }
    }

    private Object descend(Map<String, Object> object) {
        Object current = object;
        for (int i = 0; i < need.path().size(); i++) {
            if (!(current instanceof Map<?, ?> map)) {
                return null;
            }
            current = map.get(need.path().get(i));
        }
        return current;
    }

    private boolean fits(Object value) {
        return switch (need.kind()) {
            case NUMBER -> value instanceof Double;
            case SCALAR -> value instanceof Double || value instanceof String || value instanceof Boolean;
            case LIST -> value instanceof Set;
        };
    }

    private String kind() {
        return switch (need.kind()) {
            case NUMBER -> "a number";
            case SCALAR -> "a text, a number or a boolean";
            case LIST -> "a list";
        };
    }

    private void keepBounds(String where, Object value) {
        if (need.kind() == Kind.NUMBER) {
            keepNumber(where, (Double) value);
        } else if (need.kind() == Kind.LIST) {
            keepShared(where, (Set<?>) value);
        } else {
            keepValue(where, value);
        }
    }

    private void keepNumber(String where, double number) {
        smallest = Math.min(smallest, number);
        largest = Math.max(largest, number);
        if (bounds.most() != null && (bounds.strict() ? number >= bounds.most() : number > bounds.most())) {
            refuse(where, "must be " + (bounds.strict() ? "below " : "at most ") + bounds.most());
        } else if (bounds.least() != null && (bounds.strict() ? number <= bounds.least() : number < bounds.least())) {
            refuse(where, "must be " + (bounds.strict() ? "above " : "at least ") + bounds.least());
        } else if (bounds.spread() != null && largest - smallest > bounds.spread()) {
            refuse(
                    where,
                    "differs by " + (largest - smallest) + " within the party; at most " + bounds.spread()
                            + " is allowed");
        }
    }

    private void keepShared(String where, Set<?> list) {
        if (shared == null) {
            shared = new HashSet<>(list);
        } else {
            shared.retainAll(list);
        }
        if (bounds.shared() != null && shared.size() < bounds.shared()) {
            refuse(where, "shares " + shared.size() + " elements within the party; " + bounds.shared() + " are needed");
        }
    }

    private void keepValue(String where, Object value) {
        if (bounds.anyOf() != null
                && bounds.anyOf().stream().map(NeedCheck::canonical).noneMatch(value::equals)) {
            refuse(where, "must be one of " + bounds.anyOf());
        } else if (bounds.same() && first != null && !first.equals(value)) {
            refuse(where, "differs within the party");
        }
        first = value;
    }

    private void refuse(String where, String what) {
        refusal = new Refusal(
                need.rule(),
                where + String.join(".", need.path()),
                what + ": rule '" + need.rule() + "' over " + need.source() + " could never hold");
    }

    /** As the rules compare: 40 is 40.0 but not "40", and a list is the set of its elements. */
    private static Object canonical(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue() == 0 ? 0.0 : number.doubleValue();
            case List<?> list -> {
                Set<Object> elements = HashSet.newHashSet(list.size());
                list.forEach(element -> elements.add(canonical(element)));
                yield elements;
            }
            case String text -> text;
            case Boolean flag -> flag;
            case null, default -> null;
        };
    }
}
