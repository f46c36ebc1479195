package io.muster.match.config;

import io.muster.contracts.admission.Admission;
import io.muster.contracts.admission.Admission.Bounds;
import io.muster.contracts.admission.Admission.Holder;
import io.muster.contracts.admission.Admission.Kind;
import io.muster.contracts.admission.Admission.Need;
import io.muster.contracts.admission.Admission.Place;
import io.muster.contracts.admission.Admission.RegionNeed;
import io.muster.contracts.admission.Admission.Seat;
import io.muster.match.rules.Field;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.PoolDefinition;
import io.muster.match.rules.Relaxation;
import io.muster.match.rules.Rule;
import io.muster.match.rules.RuleType;
import io.muster.match.rules.TeamDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Reduces a config to what a ticket must bring by itself. Leaves out every rule that some age switches off, and of the
 * others every limit that company could mend, so that a ticket is never called hopeless that is not.
 */
public final class AdmissionWriter {

    private AdmissionWriter() {}

    /** Empty when nothing can be said: the queue is off, or a function of its own decides what a match is. */
    public static Optional<Admission> write(MatchConfig config) {
        boolean byRules = Set.of(MatchConfig.RULE_BASED, MatchConfig.STANDARD).contains(config.function());
        List<Place> places = config.pools().stream()
                .filter(PoolDefinition::enabled)
                .map(AdmissionWriter::place)
                .toList();
        return config.enabled() && byRules && !places.isEmpty()
                ? Optional.of(new Admission(config.maxPlayersPerTicket(), places))
                : Optional.empty();
    }

    private static Place place(PoolDefinition pool) {
        List<Rule> rules = pool.definition().matchRules();
        return new Place(
                pool.name(),
                Stream.concat(FilterNeeds.of(pool).stream(), needs(rules).stream())
                        .toList(),
                rules.stream().flatMap(rule -> regionNeed(rule).stream()).toList(),
                pool.defaultRegion(),
                pool.definition().teams().stream()
                        .filter(team -> team.teamCount().max() > 0)
                        .map(AdmissionWriter::seat)
                        .toList());
    }

    private static Seat seat(TeamDefinition team) {
        return new Seat(team.name(), team.playerCount().max(), needs(team.teamRules()));
    }

    private static List<Need> needs(List<Rule> rules) {
        return rules.stream().flatMap(rule -> need(rule).stream()).toList();
    }

    private static Optional<Need> need(Rule rule) {
        if (!rule.alwaysEnabled() || rule.source().counts()) {
            return Optional.empty();
        }
        return switch (rule.source().field()) {
            case Field.PlayerData data -> Optional.of(need(rule, Holder.PLAYER, data.path()));
            case Field.TicketData data -> Optional.of(need(rule, Holder.TICKET, data.path()));
            case Field.TicketAttribute attribute -> Optional.of(need(rule, Holder.ATTRIBUTE, attribute.path()));
            default -> Optional.empty();
        };
    }

    private static Need need(Rule rule, Holder holder, List<String> path) {
        return new Need(
                rule.name(), rule.source().text(), holder, path, kind(rule), rule.fallback() != null, bounds(rule));
    }

    private static Kind kind(Rule rule) {
        if (rule.type() == RuleType.INTERSECTION) {
            return Kind.LIST;
        }
        return rule.type().isNumeric() || !rule.source().isPlain() ? Kind.NUMBER : Kind.SCALAR;
    }

    /** An inverted rule, or one about reduced values, may be mended by others. */
    private static Bounds bounds(Rule rule) {
        if (rule.not() || !rule.source().isPlain()) {
            return null;
        }
        boolean strict = rule.type() == RuleType.LESS_THAN || rule.type() == RuleType.GREATER_THAN;
        return switch (rule.type()) {
            case DIFFERENCE, DOUBLE_DIFFERENCE ->
                new Bounds(null, null, false, boxed(numbers(rule).max()), null, false, null);
            case LESS_THAN, LESS_THAN_EQUAL ->
                new Bounds(null, boxed(numbers(rule).max()), strict, null, null, false, null);
            case GREATER_THAN, GREATER_THAN_EQUAL ->
                new Bounds(boxed(numbers(rule).min()), null, strict, null, null, false, null);
            case EQUALITY -> new Bounds(null, null, false, null, values(rule), true, null);
            case IN_LIST -> new Bounds(null, null, false, null, values(rule), false, null);
            case INTERSECTION -> new Bounds(null, null, false, null, null, false, overlap(rule));
        };
    }

    private static Optional<RegionNeed> regionNeed(Rule rule) {
        Field field = rule.source().field();
        boolean measured = field instanceof Field.Latency || field instanceof Field.PacketLoss;
        boolean upper = rule.type() == RuleType.LESS_THAN || rule.type() == RuleType.LESS_THAN_EQUAL;
        if (!measured
                || !upper
                || rule.not()
                || !rule.alwaysEnabled()
                || !rule.source().isPlain()) {
            return Optional.empty();
        }
        return Optional.of(new RegionNeed(
                rule.name(),
                rule.source().text(),
                field instanceof Field.Latency,
                numbers(rule).max().orElseThrow(),
                rule.type() == RuleType.LESS_THAN));
    }

    private static Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    /** The smallest overlap at any age. */
    private static int overlap(Rule rule) {
        double smallest = replacements(rule)
                .mapToDouble(replacement -> ((Number) replacement).doubleValue())
                .reduce(rule.overlap(), Math::min);
        return (int) Math.ceil(smallest);
    }

    /** The reference at any age. */
    private static Stream<Object> references(Rule rule) {
        return Stream.concat(Stream.ofNullable(rule.reference()), replacements(rule));
    }

    private static Stream<Object> replacements(Rule rule) {
        return rule.relaxations().stream()
                .filter(relaxation -> relaxation.effect() == Relaxation.Effect.REPLACE)
                .map(Relaxation::value);
    }

    private static DoubleStream numbers(Rule rule) {
        return references(rule).mapToDouble(reference -> ((Number) reference).doubleValue());
    }

    /** All allowed values, or null when an equality has, at first, no reference. */
    private static List<Object> values(Rule rule) {
        if (rule.reference() == null) {
            return null;
        }
        Set<Object> values = new LinkedHashSet<>();
        references(rule).forEach(reference -> {
            if (reference instanceof List<?> list) {
                values.addAll(list);
            } else {
                values.add(reference);
            }
        });
        return new ArrayList<>(values);
    }
}
