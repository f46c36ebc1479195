package io.muster.ticket.claim;

import io.muster.contracts.Envelope;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.match.TicketRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which proposals of a batch can be judged before all others, and nothing is different for it. Pure. */
final class FirstProposals {

    private FirstProposals() {}

    /**
     * The proposals that name tickets, each once, and none that an earlier proposal names: what becomes of the others
     * does not touch these.
     */
    static List<Envelope<ProposalEvent>> of(List<Envelope<ProposalEvent>> proposals) {
        List<Envelope<ProposalEvent>> first = new ArrayList<>(proposals.size());
        Set<String> named = HashSet.newHashSet(2 * proposals.size());
        for (Envelope<ProposalEvent> proposal : proposals) {
            switch (proposal.event()) {
                case MatchProposed proposed -> {
                    if (isFirst(proposed, named)) {
                        first.add(proposal);
                    }
                }
            }
        }
        return first;
    }

    private static boolean isFirst(MatchProposed proposal, Set<String> named) {
        boolean first = !proposal.tickets().isEmpty();
        for (TicketRef ref : proposal.tickets()) {
            first &= named.add(ref.ticketId());
        }
        return first;
    }
}
