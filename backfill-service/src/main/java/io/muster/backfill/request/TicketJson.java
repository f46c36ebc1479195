package io.muster.backfill.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.contracts.backfill.BackfillState;
import java.util.Map;

/**
 * BackfillTicket as it is given out: the published members, and what else a game server wants to know.
 *
 * @param created Unix time in milliseconds
 * @param recordVersion version of the ticket
 * @param openSeats seats nobody sits in and nobody is proposed for
 * @param proposalId proposal that waits for an answer, absent when none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TicketJson(
        String id,
        String connection,
        Map<String, Object> attributes,
        Map<String, String> properties,
        long created,
        long recordVersion,
        String queueName,
        String sessionId,
        String status,
        int openSeats,
        String proposalId) {

    static TicketJson of(BackfillState state, long version, PropertiesJson properties) {
        return new TicketJson(
                state.backfillId(),
                state.connection(),
                state.attributes(),
                properties.properties(state),
                state.createdAt().toEpochMilli(),
                version,
                state.queue(),
                state.sessionId(),
                state.status(),
                state.openSeats(),
                state.pending() == null ? null : state.pending().proposalId());
    }
}
