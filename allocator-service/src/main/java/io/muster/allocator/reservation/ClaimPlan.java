package io.muster.allocator.reservation;

import io.muster.allocator.payload.Hold;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadDecision;
import io.muster.allocator.payload.PayloadLifecycle;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadState;
import io.muster.allocator.payload.PayloadTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which payload each reservation of a batch gets, decided in memory. Nothing is committed by it.
 *
 * <p>Payloads with seats left after one reservation of the batch are offered to the next ones of it, but to nobody else,
 * because others could not commit on a version that does not exist yet.
 */
final class ClaimPlan {

    private final Map<String, PayloadOutcome> outcomes = new LinkedHashMap<>();
    private final List<Reservation> granted = new ArrayList<>();
    private final List<Reservation> missed = new ArrayList<>();
    private final Map<String, ClaimIndex> partlyFilled = new LinkedHashMap<>();

    private ClaimPlan() {}

    /**
     * Plans a batch.
     *
     * @param indexes index by allocation id
     */
    static ClaimPlan of(
            Collection<Reservation> reservations,
            Function<String, ClaimIndex> indexes,
            Predicate<Payload> alive,
            PayloadTerms terms,
            Instant now) {
        ClaimPlan plan = new ClaimPlan();
        for (Reservation reservation : reservations) {
            plan.choose(reservation, indexes, alive)
                    .ifPresentOrElse(
                            payload -> plan.grant(reservation, payload, terms, now),
                            () -> plan.missed.add(reservation));
        }
        return plan;
    }

    /** One per payload, with what the whole batch makes of it. */
    Collection<PayloadOutcome> outcomes() {
        return outcomes.values();
    }

    List<Reservation> granted() {
        return granted;
    }

    /** Those for which there was nothing. */
    List<Reservation> missed() {
        return missed;
    }

    private Optional<Payload> choose(
            Reservation reservation, Function<String, ClaimIndex> indexes, Predicate<Payload> alive) {
        ClaimCriteria criteria = reservation.request().criteria();
        ClaimIndex begun = partlyFilled.get(reservation.allocationId());
        return (begun == null ? Optional.<Payload>empty() : begun.take(criteria, alive))
                .or(() -> indexes.apply(reservation.allocationId()).take(criteria, alive));
    }

    private void grant(Reservation reservation, Payload payload, PayloadTerms terms, Instant now) {
        Hold hold = new Hold(reservation.reservationId(), reservation.sessionId(), now);
        boolean join =
                payload.state() == PayloadState.RESERVED && payload.seats().total() == 1;
        PayloadCommand reserve =
                new PayloadCommand.Reserve(hold, reservation.request().metadata(), join);
        PayloadDecision decision = PayloadLifecycle.decide(payload, reserve, terms, now);
        if (!decision.accepted()) {
            missed.add(reservation);
            return;
        }
        Payload after = PayloadLifecycle.applyAll(payload, decision.changes());
        PayloadOutcome earlier = outcomes.get(payload.uid());
        outcomes.put(payload.uid(), new PayloadOutcome(earlier == null ? payload : earlier.before(), after, false));
        granted.add(reservation.granted(after, join, now));
        if (after.seats().free() > 0) {
            partlyFilled
                    .computeIfAbsent(reservation.allocationId(), _ -> new ClaimIndex(0))
                    .put(after);
        }
    }
}
