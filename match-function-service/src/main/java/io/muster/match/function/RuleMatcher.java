package io.muster.match.function;

import io.muster.match.engine.Found;
import io.muster.match.engine.MatchEngine;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.WaitingTicket;
import java.util.List;
import java.util.function.Consumer;

/** The built-in functions: matches by the rules of the config. */
public record RuleMatcher(MatchEngine engine) implements Matcher {

    @Override
    public void add(WaitingTicket ticket) {
        engine.add(ticket);
    }

    @Override
    public void remove(WaitingTicket ticket) {
        engine.remove(ticket);
    }

    @Override
    public void open(OpenSeats seats) {
        engine.open(seats);
    }

    @Override
    public void close(String backfillId) {
        engine.close(backfillId);
    }

    @Override
    public void run(long now, int most, Consumer<Found> matches) {
        engine.run(now, most, matches);
    }

    @Override
    public List<WaitingTicket> nearest(WaitingTicket ticket, int limit) {
        return engine.nearest(ticket, limit);
    }

    @Override
    public long nextMillis() {
        return engine.nextMillis();
    }
}
