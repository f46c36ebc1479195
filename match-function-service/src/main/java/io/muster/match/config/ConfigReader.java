package io.muster.match.config;

import io.muster.match.rules.Filter;
import io.muster.match.rules.Hosting;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.MatchDefinition;
import io.muster.match.rules.PoolDefinition;
import io.muster.runtime.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a config document in any of its published forms: the {@code Matchmaking} wrapper, the bare rule set with
 * {@code Name} and {@code MatchDefinition}, the queue file with pools, and our own canonical form. Field names are read in
 * either capitalisation, unknown fields are ignored.
 */
public final class ConfigReader {

    /** Pools of one queue. */
    static final int MAX_POOLS = 32;

    /** A ticket waits a day at most, which the retention of its topic must exceed. */
    private static final int MAX_TIMEOUT_SECONDS = 21_600;

    private static final int DEFAULT_TIMEOUT_SECONDS = 60;
    private static final int MAX_PARTY = 150;

    private final String name;
    private final List<Violation> violations = new ArrayList<>();

    private ConfigReader(String name) {
        this.name = name;
    }

    /** What was read. */
    public sealed interface Result {

        /** A valid config. */
        record Valid(MatchConfig config) implements Result {}

        /** A document with errors, all of them. */
        record Invalid(List<Violation> violations) implements Result {}
    }

    /**
     * Reads one document.
     *
     * @param id name of the config when the document has none
     * @param document JSON values: Map, List, String, Number, Boolean
     */
    public static Result read(String id, Map<String, Object> document) {
        ConfigReader reader = new ConfigReader(id);
        MatchConfig config = reader.readDocument(document);
        return reader.violations.isEmpty()
                ? new Result.Valid(config)
                : new Result.Invalid(List.copyOf(reader.violations));
    }

    private MatchConfig readDocument(Map<String, Object> document) {
        Fields root = Fields.root(document, violations);
        Optional<Fields> wrapper = root.object("matchmaking");
        return wrapper.isPresent() ? readWrapper(root, wrapper.get()) : readQueue(root);
    }

    private MatchConfig readWrapper(Fields root, Fields wrapper) {
        Optional<Fields> config = wrapper.object("config");
        if (config.isEmpty()) {
            wrapper.require("config");
            return null;
        }
        List<Filter> filters = wrapper.object("pools")
                .map(pools -> FilterReader.readAll(pools, "standard"))
                .orElse(List.of());
        Optional<Fields> multiplay = root.object("multiplay");
        Hosting hosting = multiplay.isPresent() ? HostingReader.multiplay(multiplay.get()) : new Hosting.MatchId();
        if (config.get().has("matchHosting")) {
            hosting = HostingReader.read(config.get());
        }
        PoolDefinition pool = readPool(config.get(), config.get(), "standard", filters, hosting);
        boolean filtered = !filters.isEmpty();
        return new MatchConfig(
                wrapper.text("name", config.get().text("name", name)),
                wrapper.flag("enabled", true),
                function(wrapper),
                wrapper.whole("maxPlayersPerTicket", 1, MAX_PARTY, MAX_PARTY),
                filtered ? List.of(pool) : List.of(),
                filtered ? null : pool);
    }

    private MatchConfig readQueue(Fields root) {
        List<PoolDefinition> filtered = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields pool : root.objects("filteredPools", MAX_POOLS)) {
            String poolName = pool.text("name", "pool" + filtered.size());
            if (!names.add(poolName.toLowerCase(Locale.ROOT))) {
                pool.violation("name", "duplicate", "is the name of another pool");
            }
            List<Filter> filters = FilterReader.readAll(pool, "filters");
            if (filters.isEmpty() && pool.isEmptyList("filters")) {
                pool.violation("filters", "required", "a filtered pool needs at least one filter");
            }
            filtered.add(readPool(pool, logicOf(pool), poolName, filters, HostingReader.read(pool)));
        }
        PoolDefinition main = readDefaultPool(root, filtered.isEmpty());
        return new MatchConfig(
                root.text("name", name),
                root.flag("enabled", true),
                function(root),
                root.whole("maxPlayersPerTicket", 1, MAX_PARTY, MAX_PARTY),
                filtered,
                main);
    }

    /** The default pool of a queue file, or the config itself when it is a bare rule set. */
    private PoolDefinition readDefaultPool(Fields root, boolean required) {
        Optional<Fields> pool = root.object("defaultPool");
        if (pool.isPresent()) {
            Fields fields = pool.get();
            String poolName = fields.text("name", "default");
            return readPool(fields, logicOf(fields), poolName, List.of(), HostingReader.read(fields));
        }
        boolean bare = root.has("matchDefinition") || root.object("matchLogic").isPresent();
        if (!bare && !required) {
            return null;
        }
        return readPool(root, logicOf(root), "default", List.of(), HostingReader.read(root));
    }

    /** Published pools keep the rules in {@code matchLogic}; the bare form and ours keep them beside the rest. */
    private static Fields logicOf(Fields pool) {
        return pool.object("matchLogic").orElse(pool);
    }

    private PoolDefinition readPool(Fields pool, Fields logic, String poolName, List<Filter> filters, Hosting hosting) {
        MatchDefinition rules = readDefinition(logic);
        return new PoolDefinition(
                poolName,
                pool.flag("enabled", true),
                filters,
                timeout(pool),
                logic.flag("backfillEnabled", pool.flag("backfillEnabled", false)),
                pool.flag("secret", false),
                hosting,
                HostingReader.defaultRegion(pool, logic),
                rules);
    }

    /** The standard function has no rules and names its teams at the level of the rest. */
    private static MatchDefinition readDefinition(Fields logic) {
        Optional<Fields> definition = logic.object("matchDefinition");
        if (definition.isEmpty() && logic.has("teamDefinitions")) {
            return RuleReader.readDefinition(logic, "teamDefinitions");
        }
        if (definition.isEmpty()) {
            logic.require("matchDefinition");
        }
        return definition.map(RuleReader::readDefinition).orElse(null);
    }

    private static int timeout(Fields pool) {
        if (pool.has("ticketTimeoutMs")) {
            double millis = pool.number("ticketTimeoutMs", 1_000, 1_000.0 * MAX_TIMEOUT_SECONDS, 60_000);
            return (int) Math.ceil(millis / 1_000);
        }
        return pool.whole("timeoutSeconds", 1, MAX_TIMEOUT_SECONDS, DEFAULT_TIMEOUT_SECONDS);
    }

    /** Names of functions count in any capitalisation and are kept in lower case. */
    private static String function(Fields queue) {
        String named = queue.object("targetFunction")
                .map(target -> target.text("name", MatchConfig.RULE_BASED))
                .orElse(null);
        String function =
                (named != null ? named : queue.text("function", MatchConfig.RULE_BASED)).toLowerCase(Locale.ROOT);
        return function.equals("standard-function") ? MatchConfig.STANDARD : function;
    }
}
