package io.muster.match.rules;

import io.muster.match.rules.Source.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the source grammar of both published generations: {@code Match.Players.Data.x}, {@code Players.CustomData.x},
 * {@code Ticket.QosResults.Latency}, {@code Team.Players.Data.x.Count}. Structural words are read in any capitalisation
 * and in singular or plural; names of data fields are exact.
 */
public final class SourceParser {

    /** More path steps than any sensible config has. */
    private static final int MAX_STEPS = 16;

    private static final Set<String> FIELDS =
            Set.of("qosresults", "customdata", "data", "externaldata", "attributes", "age", "id", "name");

    /** Where a rule stands. */
    public enum Place {
        MATCH_RULE,
        TEAM_RULE
    }

    private final String text;
    private final String[] steps;
    private final List<Level> levels = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final Place place;
    private int next;

    private SourceParser(String text, Place place) {
        this.text = text;
        this.steps = text.split("\\.", -1);
        this.place = place;
    }

    /**
     * Reads one path.
     *
     * @throws IllegalArgumentException with a message for the author of the config
     */
    public static Source parse(String text, Place place) {
        return new SourceParser(text, place).read();
    }

    private Source read() {
        if (steps.length > MAX_STEPS) {
            throw new IllegalArgumentException("has more than " + MAX_STEPS + " steps");
        }
        readRoot();
        readLevels();
        Field field = readField();
        readAggregates();
        if (field instanceof Field.Element && (aggregates.isEmpty() || aggregates.getFirst() != Aggregate.COUNT)) {
            throw new IllegalArgumentException("names a collection but no field of it, and does not end with Count");
        }
        if (aggregates.size() > Math.max(1, levels.size())) {
            throw new IllegalArgumentException("has more operations than collections");
        }
        return new Source(text, levels, field, aggregates);
    }

    private void readRoot() {
        if (peekIs("match")) {
            if (place == Place.TEAM_RULE) {
                throw new IllegalArgumentException("starts with Match, but a team rule only sees its own team");
            }
            next++;
        } else if (place == Place.TEAM_RULE && peekIs("team", "teams")) {
            next++;
        }
    }

    private void readLevels() {
        while (next < steps.length) {
            Optional<Level> level = levelNamed(steps[next]);
            if (level.isEmpty()) {
                return;
            }
            if (!levels.isEmpty() && level.get().compareTo(levels.getLast()) <= 0) {
                throw new IllegalArgumentException("walks from " + levels.getLast() + " to " + level.get());
            }
            levels.add(level.get());
            next++;
        }
    }

    private static Optional<Level> levelNamed(String step) {
        return switch (step.toLowerCase(Locale.ROOT)) {
            case "team", "teams" -> Optional.of(Level.TEAMS);
            case "ticket", "tickets" -> Optional.of(Level.TICKETS);
            case "player", "players" -> Optional.of(Level.PLAYERS);
            default -> Optional.empty();
        };
    }

    private Field readField() {
        if (next == steps.length) {
            return new Field.Element();
        }
        Level innermost = levels.isEmpty() ? null : levels.getLast();
        String step = steps[next].toLowerCase(Locale.ROOT);
        if (!FIELDS.contains(step)) {
            return elements();
        }
        next++;
        return switch (step) {
            case "qosresults" -> qosField();
            case "externaldata" -> externalData(innermost);
            case "attributes" -> {
                requireLevel(innermost, "attributes", Level.TICKETS);
                yield new Field.TicketAttribute(dataPath());
            }
            case "age" -> {
                requireLevel(innermost, "Age", Level.TICKETS);
                yield new Field.TicketAge();
            }
            case "id" -> {
                requireLevel(innermost, "Id", Level.PLAYERS);
                yield new Field.PlayerId();
            }
            case "name" -> teamName(innermost);
            default -> {
                requireLevel(innermost, "data", Level.PLAYERS, Level.TICKETS);
                yield innermost == Level.PLAYERS ? new Field.PlayerData(dataPath()) : new Field.TicketData(dataPath());
            }
        };
    }

    private Field elements() {
        if (Aggregate.loosely(steps[next]).isEmpty()) {
            throw new IllegalArgumentException("has an unknown step '" + steps[next] + "'");
        }
        return new Field.Element();
    }

    /** Whatever a backend merges into custom data under this name. Some published files leave out the players. */
    private Field externalData(Level innermost) {
        if (innermost == null) {
            levels.add(Level.PLAYERS);
        } else {
            requireLevel(innermost, "external data", Level.PLAYERS);
        }
        next--;
        return new Field.PlayerData(dataPath());
    }

    private Field teamName(Level innermost) {
        boolean ofTeam = innermost == Level.TEAMS || (innermost == null && place == Place.TEAM_RULE);
        if (!ofTeam) {
            throw new IllegalArgumentException("only teams have a Name");
        }
        return new Field.TeamName();
    }

    /** Measurements belong to players; a path that names tickets reads those of each ticket's players. */
    private Field qosField() {
        if (levels.isEmpty() || levels.getLast() != Level.PLAYERS) {
            levels.add(Level.PLAYERS);
        }
        if (next == steps.length) {
            throw new IllegalArgumentException("needs Latency, PacketLoss or RegionId after QosResults");
        }
        String step = steps[next++];
        return switch (step.toLowerCase(Locale.ROOT)) {
            case "latency" -> new Field.Latency();
            case "packetloss" -> new Field.PacketLoss();
            case "regionid" -> new Field.RegionId();
            default -> throw new IllegalArgumentException("has an unknown measurement '" + step + "'");
        };
    }

    /** All steps up to the trailing operations; at least one, so that a field may be called like an operation. */
    private List<String> dataPath() {
        int end = steps.length;
        while (end - 1 > next && Aggregate.exactly(steps[end - 1]).isPresent()) {
            end--;
        }
        if (next >= end) {
            throw new IllegalArgumentException("ends where the name of a data field is expected");
        }
        List<String> path = List.of(steps).subList(next, end);
        if (path.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("has an empty step");
        }
        next = end;
        return path;
    }

    private void readAggregates() {
        while (next < steps.length) {
            String step = steps[next++];
            aggregates.add(Aggregate.loosely(step)
                    .orElseThrow(() -> new IllegalArgumentException("ends with an unknown operation '" + step + "'")));
        }
    }

    private boolean peekIs(String... names) {
        return next < steps.length && List.of(names).contains(steps[next].toLowerCase(Locale.ROOT));
    }

    private static void requireLevel(Level actual, String what, Level... allowed) {
        if (actual == null || !List.of(allowed).contains(actual)) {
            throw new IllegalArgumentException("reads " + what + ", which belongs to "
                    + List.of(allowed).toString().toLowerCase(Locale.ROOT));
        }
    }
}
