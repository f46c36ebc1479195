package io.muster.ticket.lifecycle;

import io.muster.contracts.ticket.TicketEvent;

/** The answer to a command. */
public sealed interface Decision {

    /** The event to publish. */
    TicketEvent event();

    /** The ticket changes by this event. */
    record Changed(TicketEvent event) implements Decision {}

    /**
     * The ticket is not, or no longer, in the state the command is for.
     *
     * @param event the event that led to its present state. Publishing it again repeats it exactly, which is right for
     *     a replayed command and tells whoever gave a mistaken one how things stand
     */
    record Unchanged(TicketEvent event) implements Decision {}
}
