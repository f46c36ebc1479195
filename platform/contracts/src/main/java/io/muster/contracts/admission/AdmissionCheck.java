package io.muster.contracts.admission;

import io.muster.contracts.admission.Admission.Need;
import io.muster.contracts.admission.Admission.Place;
import io.muster.contracts.admission.Admission.Seat;
import io.muster.contracts.ticket.Player;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether a ticket could be matched at all. Pure; costs well under a microsecond for a solo ticket and a few rules. */
public final class AdmissionCheck {

    private AdmissionCheck() {}

    /**
     * What of a ticket is looked at.
     *
     * @param attributes what pool filters look at
     * @param data plain JSON values of the ticket as a whole
     * @param players at least one
     */
    public record Ticket(Map<String, Object> attributes, Map<String, Object> data, List<Player> players) {
        public Ticket {
            players = List.copyOf(players);
        }
    }

    /** Why the ticket is hopeless in every pool of its queue, by the last of them; empty when it is not. */
    public static Optional<Refusal> refusal(Admission admission, Ticket ticket) {
        int size = ticket.players().size();
        if (size > admission.maxPlayers()) {
            return Optional.of(new Refusal(
                    "maxPlayersPerTicket",
                    "players",
                    "are " + size + "; the queue takes at most " + admission.maxPlayers() + " in one ticket"));
        }
        Optional<Refusal> refusal = Optional.empty();
        for (Place place : admission.places()) {
            refusal = refusal(place, ticket);
            if (refusal.isEmpty()) {
                return refusal;
            }
        }
        return refusal;
    }

    private static Optional<Refusal> refusal(Place place, Ticket ticket) {
        return firstOf(place.needs(), ticket)
                .or(() -> RegionCheck.refusal(place, ticket.players()))
                .or(() -> seatless(place.seats(), ticket));
    }

    private static Optional<Refusal> firstOf(List<Need> needs, Ticket ticket) {
        for (Need need : needs) {
            Optional<Refusal> refusal = refusal(need, ticket);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(Need need, Ticket ticket) {
        NeedCheck check = new NeedCheck(need);
        switch (need.holder()) {
            case TICKET -> check.look("data.", ticket.data());
            case ATTRIBUTE -> check.look("attributes.", ticket.attributes());
            case PLAYER -> {
                List<Player> players = ticket.players();
                for (int i = 0; i < players.size(); i++) {
                    Map<String, Object> data = players.get(i).customData();
                    check.look("players[" + i + "].customData.", data);
                }
            }
        }
        return check.refusal();
    }

    private static Optional<Refusal> seatless(List<Seat> seats, Ticket ticket) {
        Optional<Refusal> refusal = Optional.empty();
        int largest = 0;
        for (Seat seat : seats) {
            largest = Math.max(largest, seat.maxPlayers());
            if (ticket.players().size() <= seat.maxPlayers()) {
                Optional<Refusal> here = firstOf(seat.needs(), ticket);
                if (here.isEmpty()) {
                    return here;
                }
                refusal = here;
            }
        }
        int size = ticket.players().size();
        String message = "are " + size + "; the largest team takes " + largest;
        return refusal.or(() -> Optional.of(new Refusal("playerCount", "players", message)));
    }
}
