package io.muster.ticket.intake;

import io.muster.contracts.ticket.Player;
import io.muster.runtime.trace.TraceContext;
import io.muster.ticket.lifecycle.Ticket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A new ticket that waits to be stored.
 *
 * @param trace trace of the request
 */
public record Submission(Ticket ticket, TraceContext trace) {

    /** Where a request comes from. */
    public record Origin(String namespace, String author, TraceContext trace) {}

    /** A player as he stands in one queue. */
    private record Seat(String namespace, String queue, String playerId) {}

    /**
     * Puts off every submission that shares a player with an earlier one: it can only be judged once that one is
     * stored, or was refused.
     */
    static Rounds split(List<Submission> submissions) {
        List<Submission> first = new ArrayList<>(submissions.size());
        List<Submission> later = new ArrayList<>();
        Set<Seat> taken = HashSet.newHashSet(submissions.size());
        for (Submission submission : submissions) {
            List<Seat> seats = submission.seats();
            boolean free = seats.stream().noneMatch(taken::contains);
            taken.addAll(seats);
            (free ? first : later).add(submission);
        }
        return new Rounds(first, later);
    }

    private List<Seat> seats() {
        return ticket.details().content().players().stream()
                .map(Player::id)
                .map(playerId ->
                        new Seat(ticket.details().namespace(), ticket.details().queue(), playerId))
                .toList();
    }

    /** Submissions without a player in common, and those for another round. */
    record Rounds(List<Submission> first, List<Submission> later) {}
}
