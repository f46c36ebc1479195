package io.muster.allocator.reservation;

import io.muster.allocator.payload.PayloadOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a batch came to, in the transaction that is still open.
 *
 * @param granted reservations that have a payload, once the transaction commits
 * @param outcomes what to announce then
 * @param missed reservations that have none, as they were asked for
 * @param contended whether some of those that missed may find something in another transaction, because somebody else is
 *     changing what they would have liked
 */
record Claims(List<Reservation> granted, List<PayloadOutcome> outcomes, List<Reservation> missed, boolean contended) {

    /** Nothing asked for, nothing granted. */
    static final Claims NONE = new Claims(List.of(), List.of(), List.of(), false);

    /**
     * The same with one more round.
     *
     * @param open the reservations of the round
     * @param claimed uids of the planned payloads that nobody was faster to change
     * @param expects whether a payload that a reservation could have is about to come back
     */
    Claims and(List<Reservation> open, ClaimPlan plan, Set<String> claimed, Predicate<Reservation> expects) {
        List<Reservation> allGranted = new ArrayList<>(granted);
        Set<String> grantedNow = new HashSet<>();
        plan.granted().stream()
                .filter(one -> claimed.contains(one.payloadUid()))
                .filter(one -> grantedNow.add(one.reservationId()))
                .forEach(allGranted::add);
        List<PayloadOutcome> allOutcomes = new ArrayList<>(outcomes);
        plan.outcomes().stream()
                .filter(outcome -> claimed.contains(outcome.after().uid()))
                .forEach(allOutcomes::add);
        List<Reservation> left = open.stream()
                .filter(one -> !grantedNow.contains(one.reservationId()))
                .toList();
        boolean lost = plan.granted().size() > grantedNow.size();
        return new Claims(allGranted, allOutcomes, left, lost || left.stream().anyMatch(expects));
    }
}
