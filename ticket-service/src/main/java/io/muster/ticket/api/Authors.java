package io.muster.ticket.api;

import io.muster.contracts.ticket.Player;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.Role;
import io.muster.ticket.Reader;
import io.muster.ticket.intake.TicketRequest;
import java.util.List;

/** Who may do what: services act for any player of their namespace, a player only for itself. */
final class Authors {

    private static final int MOST_CHARACTERS = 64;

    private final boolean playersMayLead;

    Authors(boolean playersMayLead) {
        this.playersMayLead = playersMayLead;
    }

    /** The author of a new ticket; a 403 problem when the caller may not create it. */
    String authorOf(Caller caller, String onBehalfOf, TicketRequest request) {
        String author = actsAs(caller, onBehalfOf);
        if (!caller.is(Role.SERVICE)) {
            requireOwn(caller, request.players());
        }
        if (author == null && request.players().isEmpty()) {
            throw Problems.badRequest("properties.Players", "is needed, unless X-On-Behalf-Of names the player");
        }
        return author != null ? author : request.players().getFirst().id();
    }

    /** As whom the caller reads and cancels. */
    Reader readerOf(Caller caller, String onBehalfOf) {
        String actsAs = actsAs(caller, onBehalfOf);
        boolean trusted = caller.is(Role.SERVICE) || caller.is(Role.SERVER);
        return new Reader(caller.namespace(), actsAs != null ? actsAs : caller.subject(), trusted);
    }

    private static String actsAs(Caller caller, String onBehalfOf) {
        if (onBehalfOf == null || onBehalfOf.isBlank()) {
            return caller.is(Role.SERVICE) ? null : caller.subject();
        }
        if (onBehalfOf.length() > MOST_CHARACTERS || onBehalfOf.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "X-On-Behalf-Of", "must be a player id of at most " + MOST_CHARACTERS + " characters");
        }
        if (!caller.is(Role.SERVICE) && !onBehalfOf.equals(caller.subject())) {
            throw Problems.forbidden("X-On-Behalf-Of names another player: only a service may act for others.");
        }
        return onBehalfOf;
    }

    private void requireOwn(Caller caller, List<Player> players) {
        boolean own = playersMayLead
                ? players.stream().anyMatch(player -> player.id().equals(caller.subject()))
                : players.stream().allMatch(player -> player.id().equals(caller.subject()));
        if (!own) {
            throw Problems.forbidden("players[].id names another player: a player may enqueue only itself ('"
                    + caller.subject() + "'); a party is enqueued by a service.");
        }
    }
}
