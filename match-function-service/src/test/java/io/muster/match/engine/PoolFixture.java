package io.muster.match.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.match.config.ConfigReader;
import io.muster.match.engine.TicketData.Measurement;
import io.muster.match.engine.TicketData.PlayerData;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.PoolDefinition;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pool for tests: built from a config document, fed with tickets, run at given seconds. */
final class PoolFixture {

    static final long START = 1_700_000_000_000L;

    private static final ObjectMapper JSON = new ObjectMapper();

    final RuleSet rules;
    final MatchEngine engine;
    final Map<String, WaitingTicket> tickets = new HashMap<>();
    final List<Found> found = new ArrayList<>();

    private PoolFixture(PoolDefinition pool, Effort effort) {
        rules = new RuleSet(pool);
        engine = new MatchEngine(rules, effort, START);
    }

    /** A pool of the default pool of a config. */
    static PoolFixture of(String config) {
        return new PoolFixture(config(config).mainPool().orElseThrow(), Effort.LIVE);
    }

    static PoolFixture thorough(String config) {
        return new PoolFixture(config(config).mainPool().orElseThrow(), Effort.THOROUGH);
    }

    /** A pool with this match definition. */
    static PoolFixture ofDefinition(String definition) {
        return of("{\"matchDefinition\":" + definition + "}");
    }

    static MatchConfig config(String text) {
        return switch (ConfigReader.read("test", json(text))) {
            case ConfigReader.Result.Valid valid -> valid.config();
            case ConfigReader.Result.Invalid invalid -> throw new AssertionError(invalid.violations());
        };
    }

    static Map<String, Object> json(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PlayerData player(String id, String customData, Measurement... measurements) {
        return new PlayerData(id, json(customData), List.of(measurements));
    }

    /** A solo ticket that arrived at a second. */
    PoolFixture solo(String id, double atSecond, String customData, Measurement... measurements) {
        return party(id, atSecond, player(id, customData, measurements));
    }

    PoolFixture skilled(String id, double atSecond, double... skills) {
        return party(
                id,
                atSecond,
                Arrays.stream(skills)
                        .mapToObj(skill -> player(id + "-" + skill, "{\"skill\":" + skill + "}"))
                        .toArray(PlayerData[]::new));
    }

    PoolFixture party(String id, double atSecond, PlayerData... players) {
        return ticket(new TicketData(id, 1, START + Math.round(atSecond * 1000), Map.of(), Map.of(), List.of(players)));
    }

    PoolFixture ticket(TicketData data) {
        WaitingTicket ticket = rules.admit(data);
        tickets.put(data.id(), ticket);
        engine.add(ticket);
        return this;
    }

    /** Runs the pool at a second and answers what it found then. */
    List<Found> at(double second) {
        List<Found> now = new ArrayList<>();
        engine.run(START + Math.round(second * 1000), now::add);
        found.addAll(now);
        return now;
    }

    /** Ids of the tickets of a match, in order. */
    static List<String> ids(Found match) {
        return match.tickets().stream().map(WaitingTicket::id).sorted().toList();
    }
}
