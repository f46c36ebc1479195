package io.muster.match.engine;

import io.muster.match.rules.AgeType;
import io.muster.match.rules.CountRange;
import io.muster.match.rules.Field;
import io.muster.match.rules.MatchDefinition;
import io.muster.match.rules.PoolDefinition;
import io.muster.match.rules.Relaxation;
import io.muster.match.rules.Rule;
import io.muster.match.rules.Source;
import io.muster.match.rules.TeamDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A match definition ready to be judged and searched, with the layout of the facts it reads. */
public final class RuleSet {

    /** Bucket of tickets whose own players already differ where all must be equal: they never match. */
    static final Object NO_BUCKET = new Object();

    private static final Object COMMON_BUCKET = "";

    /** In seconds, as ages are. */
    private static final double MILLISECOND = 0.001;

    private final MatchDefinition definition;
    private final String defaultRegion;
    private final FactLayout layout = new FactLayout();
    private final Regions regions = new Regions();
    private final RuleProgram[] matchRules;
    private final RuleProgram[][] teamRules;
    private final RuleProgram[] separating;
    private final RuleProgram leading;
    private final boolean dependsOnRegion;
    private final boolean needsRegion;
    private final int maxPlayers;
    private final int smallestPlayers;
    private final double[] thresholds;
    private final boolean averages;
    private final int balanceColumn;

    public RuleSet(PoolDefinition pool) {
        this(pool.definition(), pool.defaultRegion());
    }

    /**
     * Compiles a definition.
     *
     * @param defaultRegion region, with perfect measurements, of players that measured nothing; or null
     */
    public RuleSet(MatchDefinition definition, String defaultRegion) {
        this.definition = definition;
        this.defaultRegion = defaultRegion;
        this.matchRules = compile(definition.matchRules());
        this.teamRules = definition.teams().stream()
                .map(team -> compile(team.teamRules()))
                .toArray(RuleProgram[][]::new);
        this.separating =
                Arrays.stream(matchRules).filter(RuleProgram::separatesTickets).toArray(RuleProgram[]::new);
        this.leading =
                Arrays.stream(matchRules).filter(RuleSet::canLead).findFirst().orElse(null);
        this.dependsOnRegion = allRules().anyMatch(rule -> asksForRegion(rule) && rule.everEnabled());
        this.needsRegion = allRules().anyMatch(rule -> asksForRegion(rule) && rule.alwaysEnabled());
        this.maxPlayers = definition.maxPlayers();
        this.smallestPlayers = definition.smallestPlayers();
        this.thresholds = DoubleStream.concat(
                        allRelaxations().mapToDouble(Relaxation::atSeconds),
                        allRules().filter(RuleSet::asksForAge).flatMapToDouble(RuleSet::limits))
                .filter(age -> age >= 0)
                .sorted()
                .distinct()
                .toArray();
        this.averages = allRelaxations().anyMatch(relaxation -> relaxation.ageType() == AgeType.AVERAGE)
                || allRules()
                        .anyMatch(rule -> asksForAge(rule) && !rule.source().isPlain());
        this.balanceColumn = balanceSource(definition)
                .map(source -> layout.column(source.field(), FactLayout.Kind.NUMBER, null))
                .orElse(-1);
    }

    /** What teams are balanced by: what the config asks for, or what a rule compares between the teams. */
    private static Optional<Source> balanceSource(MatchDefinition definition) {
        return Stream.concat(
                        Stream.ofNullable(definition.balance()),
                        definition.matchRules().stream()
                                .filter(rule -> rule.type().isDifference())
                                .map(Rule::source)
                                .filter(source -> source.levels().indexOf(Source.Level.TEAMS) == 0))
                .filter(source -> source.field() instanceof Field.PlayerData)
                .findFirst();
    }

    private RuleProgram[] compile(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new RuleProgram(rule, layout, regions, teamNames()))
                .toArray(RuleProgram[]::new);
    }

    private List<String> teamNames() {
        return definition.teams().stream().map(TeamDefinition::name).toList();
    }

    private static boolean asksForRegion(Rule rule) {
        return rule.source().field().dependsOnRegion();
    }

    /** Its values grow as time goes by, so that it may hold later although nothing relaxes. */
    private static boolean asksForAge(Rule rule) {
        return rule.source().field() instanceof Field.TicketAge;
    }

    /** Ages around which a rule about ages changes its mind: its references, and the first millisecond beyond each. */
    private static DoubleStream limits(Rule rule) {
        return Stream.concat(
                        Stream.ofNullable(rule.reference()),
                        rule.relaxations().stream().map(Relaxation::value))
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .flatMapToDouble(limit -> DoubleStream.of(limit.doubleValue(), limit.doubleValue() + MILLISECOND));
    }

    /** The rule whose numbers order the pool, so that good company is found nearby. */
    private static boolean canLead(RuleProgram rule) {
        return rule.rule().type().isDifference()
                && !rule.rule().not()
                && rule.rule().source().isPlain()
                && rule.column() >= 0;
    }

    private Stream<Rule> allRules() {
        return Stream.concat(
                definition.matchRules().stream(),
                definition.teams().stream().flatMap(team -> team.teamRules().stream()));
    }

    private Stream<Relaxation> allRelaxations() {
        Stream<CountRange> ranges =
                definition.teams().stream().flatMap(team -> Stream.of(team.teamCount(), team.playerCount()));
        return Stream.concat(
                allRules().flatMap(rule -> rule.relaxations().stream()),
                ranges.flatMap(range -> range.relaxations().stream()));
    }

    /** Reduces a ticket to its facts. */
    public WaitingTicket admit(TicketData data) {
        return admit(data, false);
    }

    WaitingTicket admit(TicketData data, boolean seated) {
        return admit(data, TicketId.of(data.id()), seated);
    }

    /** Reduces a ticket to its facts, and shares its id instead of making one more. */
    public WaitingTicket admit(TicketData data, TicketId id) {
        return admit(data, id, false);
    }

    private WaitingTicket admit(TicketData data, TicketId id, boolean seated) {
        WaitingTicket ticket =
                new WaitingTicket(id, data.createdAtMillis(), data.players().size(), seated);
        layout.read(data, ticket);
        Measurements.read(data, ticket, regions, defaultRegion);
        place(ticket);
        return ticket;
    }

    /** Places a ticket by the leading rule's numbers, leaving out players that have none. */
    private void place(WaitingTicket ticket) {
        double sum = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        int known = 0;
        for (int player = 0; leading != null && player < ticket.players; player++) {
            double number = ticket.numbers[leading.column() * ticket.players + player];
            if (!Double.isNaN(number)) {
                lowest = Math.min(lowest, number);
                highest = Math.max(highest, number);
                sum += number;
                known++;
            }
        }
        if (known > 0) {
            ticket.place(sum / known, lowest, highest);
        }
    }

    /** Tickets in different buckets can never be in one match. */
    Object bucketOf(WaitingTicket ticket) {
        if (separating.length == 0) {
            return COMMON_BUCKET;
        }
        Object[] shared = new Object[separating.length];
        for (int i = 0; i < separating.length; i++) {
            int column = separating[i].column();
            shared[i] = ticket.players == 0 ? null : ticket.values[column * ticket.players];
            for (int player = 1; player < ticket.players; player++) {
                if (!Objects.equals(shared[i], ticket.values[column * ticket.players + player])) {
                    return NO_BUCKET;
                }
            }
            if (shared[i] == null) {
                return NO_BUCKET;
            }
        }
        return shared.length == 1 ? shared[0] : Arrays.asList(shared);
    }

    /** Every number that plays a role for balanced teams, summed over the ticket's players; 0 when nobody asked. */
    double balanceOf(WaitingTicket ticket) {
        double sum = 0;
        for (int player = 0; balanceColumn >= 0 && player < ticket.players; player++) {
            double number = ticket.numbers[balanceColumn * ticket.players + player];
            sum += Double.isNaN(number) ? 0 : number;
        }
        return sum;
    }

    boolean balances() {
        return balanceColumn >= 0;
    }

    /** Milliseconds after its creation at which the next relaxation falls due for a ticket, or -1. */
    long nextThresholdMillis(double ageSeconds) {
        for (double threshold : thresholds) {
            if (threshold > ageSeconds) {
                return (long) Math.ceil(threshold * 1000);
            }
        }
        return -1;
    }

    /** Ages at which something relaxes or a rule about ages may begin to hold, ascending, in seconds. */
    double[] thresholds() {
        return thresholds.clone();
    }

    /** As {@link #thresholds()} without a copy; not to be changed. */
    double[] sortedThresholds() {
        return thresholds;
    }

    /** Something looks at the mean or sum of ages, which crosses its threshold at no single ticket's time. */
    boolean averages() {
        return averages;
    }

    public MatchDefinition definition() {
        return definition;
    }

    int definitions() {
        return definition.teams().size();
    }

    TeamDefinition definition(int number) {
        return definition.teams().get(number);
    }

    /** Number of the team definition of that name, or -1. */
    int definitionNamed(String name) {
        for (int d = 0; d < definitions(); d++) {
            if (definition(d).name().equals(name)) {
                return d;
            }
        }
        return -1;
    }

    RuleProgram[] matchRules() {
        return matchRules;
    }

    RuleProgram[] teamRules(int definitionNumber) {
        return teamRules[definitionNumber];
    }

    /** The rule that orders the pool, or null. */
    RuleProgram leading() {
        return leading;
    }

    boolean dependsOnRegion() {
        return dependsOnRegion;
    }

    /** Some rule about measurements applies at every age, so that only players with a region in common can meet. */
    boolean needsRegion() {
        return needsRegion;
    }

    Regions regions() {
        return regions;
    }

    String defaultRegion() {
        return defaultRegion;
    }

    int maxPlayers() {
        return maxPlayers;
    }

    int smallestPlayers() {
        return smallestPlayers;
    }
}
