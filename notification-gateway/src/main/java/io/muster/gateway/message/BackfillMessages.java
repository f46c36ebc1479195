package io.muster.gateway.message;

import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposalForm;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import java.util.List;
import java.util.Map;

/** Which messages a backfill event makes. A backfill ticket without a game server makes none. */
final class BackfillMessages {

    private BackfillMessages() {}

    static List<Message> of(BackfillEvent event) {
        if (event.state() == null || event.state().serverId() == null) {
            return List.of();
        }
        return switch (event) {
            case BackfillProposed proposed -> proposed(proposed);
            case BackfillClosed closed -> closed(closed);
            case BackfillCreated _, BackfillUpdated _, BackfillApproved _, BackfillRejected _ -> List.of();
        };
    }

    private static List<Message> proposed(BackfillProposed event) {
        return BackfillProposalForm.of(event.namespace(), event.state())
                .map(form -> new Message(
                        event.state().serverId(),
                        ServerTopics.PROPOSAL,
                        form,
                        event.state().pending().expiresAt()))
                .stream()
                .toList();
    }

    /** Also sent when the session is full, as observed of the published system; an ended session has its own message. */
    private static List<Message> closed(BackfillClosed event) {
        return "session-ended".equals(event.reason())
                ? List.of()
                : List.of(new Message(
                        event.state().serverId(),
                        ServerTopics.TICKET_EXPIRE,
                        Map.of("TicketID", event.backfillId()),
                        null));
    }
}
