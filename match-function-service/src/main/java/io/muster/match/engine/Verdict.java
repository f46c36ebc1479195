package io.muster.match.engine;

import io.muster.match.engine.RuleProgram.State;
import io.muster.match.rules.Rule;
import io.muster.match.rules.RuleType;
import io.muster.match.rules.Source;
import java.util.Set;

/** Decides one rule in one state over the values that its source names in a group. Scratch memory of one thread. */
final class Verdict {

    /** The scope of a match rule. */
    static final int WHOLE_MATCH = -1;

    private final NumberCollector numbers = new NumberCollector();
    private final ValueCollector values = new ValueCollector();

    private RuleProgram rule;
    private State state;
    private boolean conditionMet;
    private boolean usable;
    private double measured;

    /**
     * Whether the rule holds.
     *
     * @param team team a team rule is judged for, or {@link #WHOLE_MATCH}
     * @param only ticket at whose own age the rule is judged, or null; a rule about single values then looks at its
     *     values alone
     */
    boolean of(RuleProgram program, State at, Group group, int team, WaitingTicket only, int region, long now) {
        rule = program;
        state = at;
        usable = true;
        conditionMet = true;
        measured = Double.NaN;
        if (!at.enabled) {
            return true;
        }
        Rule model = program.rule();
        boolean aboutSingleValues = model.type().isComparison() || model.type() == RuleType.IN_LIST;
        WaitingTicket limit = aboutSingleValues ? only : null;
        if (model.type().isNumeric() || !model.source().isPlain()) {
            numbers.collect(program, group, team, limit, region, now);
            usable = !numbers.incomplete();
            conditionMet = usable && numbersSatisfy(model);
        } else {
            values.collect(program, group, team, limit, region, now);
            usable = !values.incomplete();
            conditionMet = usable && valuesSatisfy(model);
        }
        return usable && conditionMet != model.not();
    }

    private boolean numbersSatisfy(Rule model) {
        double min = numbers.min();
        double max = numbers.max();
        return switch (model.type()) {
            case DIFFERENCE, DOUBLE_DIFFERENCE -> (measured = numbers.size() == 0 ? 0 : max - min) <= state.number;
            case LESS_THAN -> (measured = max) < state.number || numbers.size() == 0;
            case LESS_THAN_EQUAL -> (measured = max) <= state.number || numbers.size() == 0;
            case GREATER_THAN -> (measured = min) > state.number || numbers.size() == 0;
            case GREATER_THAN_EQUAL -> (measured = min) >= state.number || numbers.size() == 0;
            case EQUALITY -> numbers.size() == 0 || (min == max && (state.value == null || state.value.equals(min)));
            case IN_LIST -> numbers.allIn(RuleProgram.elements(state.value));
            case INTERSECTION -> false;
        };
    }

    private boolean valuesSatisfy(Rule model) {
        return switch (model.type()) {
            case EQUALITY -> values.allEqual(state.value);
            case IN_LIST -> values.allIn(RuleProgram.elements(state.value));
            case INTERSECTION -> values.sharedElements() >= state.number;
            default -> throw new IllegalStateException(model.type() + " compares numbers");
        };
    }

    /** How far the last rule was from failing, 0 to 1. */
    double slack() {
        boolean upperBound = rule.rule().type().isDifference()
                || rule.rule().type() == RuleType.LESS_THAN
                || rule.rule().type() == RuleType.LESS_THAN_EQUAL;
        if (!upperBound || rule.rule().not() || Double.isNaN(measured) || state.number <= 0) {
            return 1;
        }
        return Math.clamp(1 - measured / state.number, 0, 1);
    }

    String reason() {
        Source source = rule.rule().source();
        if (!usable) {
            WaitingTicket at =
                    rule.rule().type().isNumeric() || !source.isPlain() ? numbers.missing() : values.missing();
            String where = at == null ? "" : " of ticket " + at.id;
            return source.text() + where + " is missing or of the wrong type";
        }
        String inverted = rule.rule().not() ? "must not hold: " : "";
        return inverted + rule.rule().type().wireName() + " of " + source.text() + describe();
    }

    private String describe() {
        Object reference = !Double.isNaN(state.number) ? trimmed(state.number) : sorted(state.value);
        if (!Double.isNaN(measured)) {
            return " is " + trimmed(measured) + " where " + reference + " is the limit";
        }
        if (rule.rule().type() == RuleType.INTERSECTION) {
            return " is " + values.sharedElements() + " where " + reference + " are needed";
        }
        return reference == null ? " fails" : " fails for " + reference;
    }

    private static Object sorted(Object value) {
        return value instanceof Set<?> set
                ? set.stream().map(String::valueOf).sorted().toList()
                : value;
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
