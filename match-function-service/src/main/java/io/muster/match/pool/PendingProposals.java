package io.muster.match.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The proposals of one pool that are published and not yet answered, and which of them to give up.
 *
 * <p>They are judged in the order in which they were made. One that is {@link #PATIENCE_MILLIS} old while a later one has its
 * answer is lost. As long as answers come to earlier ones it only waits for its turn, however long that takes: to offer its
 * tickets again would lengthen the queue that it waits in. When nothing is answered at all, its tickets are offered again
 * after the same time, and then after twice as long each time, up to {@link #LONGEST_PATIENCE_MILLIS}.
 *
 * <p>Plain state without clock; one thread calls all methods. Times are Unix milliseconds and never go back.
 */
final class PendingProposals {

    /** How long an answer to a proposal may take before its tickets are offered again. */
    static final long PATIENCE_MILLIS = 10_000;

    static final long LONGEST_PATIENCE_MILLIS = 32 * PATIENCE_MILLIS;

    /** So many that are over may stand behind one that is not. */
    static final int MOST_OVER = 1_000;

    private final Map<String, PendingProposal> byId = new HashMap<>();

    /** Those that are not in {@link #byId} any more have been answered or given up. */
    private final Deque<PendingProposal> byTime = new ArrayDeque<>();

    private long lastNumber;
    private long lastAnswered;
    private boolean heard;
    private long heardAt;
    private long patience = PATIENCE_MILLIS;
    private long lengthenedAt;

    PendingProposal add(String id, List<PoolTicket> tickets, String backfillId, long now) {
        if (byTime.size() > 2 * byId.size() + MOST_OVER) {
            byTime.removeIf(this::isOver);
        }
        PendingProposal proposal = new PendingProposal(id, tickets, backfillId, ++lastNumber, now);
        byId.put(id, proposal);
        byTime.add(proposal);
        return proposal;
    }

    /** It was answered or can no longer be claimed. */
    void remove(PendingProposal proposal) {
        byId.remove(proposal.id, proposal);
    }

    /** Proposals of this pool, ours or another's, are being judged. */
    void heard() {
        heard = true;
        patience = PATIENCE_MILLIS;
    }

    /** This one has been judged, so those before it have been as well. */
    void answered(PendingProposal proposal) {
        lastAnswered = Math.max(lastAnswered, proposal.number);
    }

    /** Takes out those to give up, the oldest first. */
    List<PendingProposal> giveUp(long now) {
        if (heard) {
            heard = false;
            heardAt = now;
        }
        List<PendingProposal> lost = new ArrayList<>();
        boolean silent = false;
        for (PendingProposal oldest = oldest(); oldest != null && lostAt(oldest) <= now; oldest = oldest()) {
            silent |= !wasPassedOver(oldest);
            lost.add(oldest);
            remove(oldest);
        }
        if (silent && now >= lengthenedAt + patience) {
            patience = Math.min(2 * patience, LONGEST_PATIENCE_MILLIS);
            lengthenedAt = now;
        }
        return lost;
    }

    /** When {@link #giveUp} will have something to give up, or {@link Long#MAX_VALUE}. */
    long nextMillis() {
        PendingProposal oldest = oldest();
        return oldest == null ? Long.MAX_VALUE : lostAt(oldest);
    }

    boolean fills(String backfillId) {
        return byId.values().stream().anyMatch(proposal -> backfillId.equals(proposal.backfillId));
    }

    int size() {
        return byId.size();
    }

    /** Proposals that are held in memory. */
    int remembered() {
        return byTime.size();
    }

    private PendingProposal oldest() {
        while (!byTime.isEmpty() && isOver(byTime.peek())) {
            byTime.remove();
        }
        return byTime.peek();
    }

    private boolean isOver(PendingProposal proposal) {
        return byId.get(proposal.id) != proposal;
    }

    private long lostAt(PendingProposal proposal) {
        return wasPassedOver(proposal)
                ? proposal.madeAtMillis + PATIENCE_MILLIS
                : Math.max(proposal.madeAtMillis, heardAt) + patience;
    }

    private boolean wasPassedOver(PendingProposal proposal) {
        return proposal.number < lastAnswered;
    }
}
