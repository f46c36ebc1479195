package io.muster.match.engine;

import io.muster.match.rules.AgeScope;
import io.muster.match.rules.AgeType;
import io.muster.match.rules.Field;
import io.muster.match.rules.Relaxation;
import io.muster.match.rules.Relaxation.Effect;
import io.muster.match.rules.Rule;
import io.muster.match.rules.RuleType;
import java.util.List;
import java.util.Set;

/** A rule with its place among the facts and its state over time. Immutable. */
final class RuleProgram {

    /** What a rule demands at certain ages. */
    static final class State {
        boolean enabled;
        /** Reference as a number, or the overlap of an intersection; NaN when it is none. */
        double number;
        /** Reference as a value that equals the facts' values, or null. */
        Object value;
    }

    private final Rule rule;
    private final int column;
    private final double baseNumber;
    private final Object baseValue;
    private final Relaxation[] relaxations;
    private final Object[] relaxedValues;
    private final boolean scopedToTicket;
    private final Regions regions;
    private final List<String> teamNames;

    RuleProgram(Rule rule, FactLayout layout, Regions regions, List<String> teamNames) {
        this.rule = rule;
        this.regions = regions;
        this.teamNames = teamNames;
        this.column = columnOf(rule, layout);
        this.baseNumber = rule.type() == RuleType.INTERSECTION ? rule.overlap() : number(rule.reference());
        this.baseValue = FactLayout.canonical(rule.reference());
        this.relaxations = rule.relaxations().toArray(Relaxation[]::new);
        this.relaxedValues = rule.relaxations().stream()
                .map(relaxation -> FactLayout.canonical(relaxation.value()))
                .toArray();
        this.scopedToTicket =
                rule.relaxations().stream().anyMatch(relaxation -> relaxation.ageScope() == AgeScope.TICKET);
    }

    private static int columnOf(Rule rule, FactLayout layout) {
        Field field = rule.source().field();
        boolean kept = field instanceof Field.PlayerData
                || field instanceof Field.PlayerId
                || field instanceof Field.TicketData
                || field instanceof Field.TicketAttribute;
        if (!kept) {
            return -1;
        }
        if (rule.source().counts()) {
            return layout.column(field, FactLayout.Kind.PRESENCE, rule.fallback());
        }
        boolean number = rule.type().isNumeric() || !rule.source().isPlain();
        return layout.column(field, number ? FactLayout.Kind.NUMBER : FactLayout.Kind.VALUE, rule.fallback());
    }

    private static double number(Object value) {
        return value instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    Rule rule() {
        return rule;
    }

    String name() {
        return rule.name();
    }

    Regions regions() {
        return regions;
    }

    /** Name of a team definition. */
    String teamName(int definition) {
        return teamNames.get(definition);
    }

    /** Where the facts of the source are, or -1 when they are not kept with tickets. */
    int column() {
        return column;
    }

    /** Some relaxation counts each ticket's own age, so the rule is judged once per ticket. */
    boolean scopedToTicket() {
        return scopedToTicket;
    }

    /**
     * The state at the given ages.
     *
     * @param own age of the ticket it is judged for; only read when {@link #scopedToTicket()}
     */
    void at(Ages match, Ages team, double own, State into) {
        into.enabled = rule.enabled();
        into.number = baseNumber;
        into.value = baseValue;
        for (int i = 0; i < relaxations.length; i++) {
            Relaxation relaxation = relaxations[i];
            double age = switch (relaxation.ageScope()) {
                case MATCH -> match.of(relaxation.ageType());
                case TEAM -> team.of(relaxation.ageType());
                case TICKET -> own;
            };
            if (age >= relaxation.atSeconds()) {
                apply(i, into);
            }
        }
    }

    private void apply(int relaxation, State into) {
        switch (relaxations[relaxation].effect()) {
            case ENABLE -> into.enabled = true;
            case DISABLE -> into.enabled = false;
            case REPLACE -> {
                into.number = number(relaxations[relaxation].value());
                into.value = relaxedValues[relaxation];
            }
            case REPLACE_MIN -> throw new IllegalStateException("a rule has no minimum");
        }
    }

    /** A violation by some members of a group stays whoever joins, so that a search may turn back at once. */
    boolean isMonotone() {
        if (rule.not()) {
            return false;
        }
        if (rule.source().isPlain()) {
            return true;
        }
        boolean upperBound = rule.type() == RuleType.LESS_THAN || rule.type() == RuleType.LESS_THAN_EQUAL;
        return rule.source().counts() && rule.source().aggregates().size() == 1 && upperBound;
    }

    /**
     * The mildest state that any group may meet whose members' ages lie in a range: what fails it fails for all of them.
     * {@code enabled} is false when nothing can be said.
     */
    void mildest(double seedAge, double lowestAge, double highestAge, State into) {
        into.enabled = isMonotone() && rule.enabled();
        into.number = baseNumber;
        into.value = baseValue;
        for (int i = 0; i < relaxations.length && into.enabled; i++) {
            Relaxation relaxation = relaxations[i];
            if (relaxation.effect() == Effect.ENABLE || !mayApply(relaxation, seedAge, highestAge)) {
                continue;
            }
            boolean certain = certainlyApplies(relaxation, seedAge, lowestAge);
            if (relaxation.effect() == Effect.DISABLE || !rule.type().isNumeric()) {
                into.enabled = false;
            } else {
                double replaced = number(relaxation.value());
                into.number = certain ? replaced : milder(into.number, replaced);
            }
        }
    }

    /** Largest reference that the rule ever has, or 0 when it has no positive one. */
    double widest() {
        double widest = Math.max(0, Double.isNaN(baseNumber) ? 0 : baseNumber);
        for (Relaxation relaxation : relaxations) {
            double replaced = number(relaxation.value());
            widest = replaced > widest ? replaced : widest;
        }
        return widest;
    }

    private static boolean mayApply(Relaxation relaxation, double seedAge, double highestAge) {
        boolean boundBySeed = relaxation.ageType() == AgeType.YOUNGEST && relaxation.ageScope() == AgeScope.MATCH;
        return (boundBySeed ? seedAge : highestAge) >= relaxation.atSeconds();
    }

    private static boolean certainlyApplies(Relaxation relaxation, double seedAge, double lowestAge) {
        boolean boundBySeed = relaxation.ageType() == AgeType.OLDEST && relaxation.ageScope() == AgeScope.MATCH;
        return (boundBySeed ? seedAge : lowestAge) >= relaxation.atSeconds();
    }

    private double milder(double one, double other) {
        boolean lowerBound = rule.type() == RuleType.GREATER_THAN || rule.type() == RuleType.GREATER_THAN_EQUAL;
        return lowerBound ? Math.min(one, other) : Math.max(one, other);
    }

    /** Tickets that differ in the fact of this rule can never meet, at no age. */
    boolean separatesTickets() {
        return rule.type() == RuleType.EQUALITY
                && !rule.not()
                && rule.alwaysEnabled()
                && rule.source().isPlain()
                && column >= 0;
    }

    /** Elements of a list reference. */
    static Set<?> elements(Object reference) {
        return reference instanceof Set<?> set ? set : Set.of();
    }
}
