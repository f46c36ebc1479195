package io.muster.match.function;

import io.muster.contracts.Pool;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.TicketData;
import io.muster.match.rules.MatchDefinition;
import java.util.List;
import java.util.function.Supplier;

/**
 * One run that is wanted.
 *
 * @param pool name of the pool in the config of the queue
 * @param definition the teams a match consists of
 * @param now Unix milliseconds; ages count back from it
 * @param seed of the function's random numbers
 * @param tickets oldest first, read by the thread that runs the function
 * @param seats running matches that ask for players, those that have asked longest first
 */
public record FunctionCall(
        Pool queue,
        String pool,
        String function,
        MatchDefinition definition,
        long now,
        int seed,
        List<Supplier<TicketData>> tickets,
        List<OpenSeats> seats) {

    public FunctionCall {
        tickets = List.copyOf(tickets);
        seats = List.copyOf(seats);
    }
}
