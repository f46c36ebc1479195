package io.muster.allocator.reservation;

import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadEvents;
import io.muster.contracts.payload.Server;
import java.time.Duration;
import java.time.Instant;

/**
 * A reservation and what became of it.
 *
 * @param allocationId null when the namespace has no such allocation
 * @param reason code of why it failed or ended, or null
 * @param payloadUid the payload it got, or null
 * @param exclusive whether it has the payload for itself
 * @param server the payload as it was reserved, for answering the same again
 * @param payloadVersion version of the payload with which it was reserved
 * @param traceparent trace of who asked, or null
 * @param deadline until when it waits, or null when it does not
 * @param confirmBy when it ends by itself unless it was confirmed before, or null when it need not be confirmed
 */
public record Reservation(
        String reservationId,
        String namespace,
        String sessionId,
        String allocationId,
        String allocation,
        State state,
        String reason,
        String message,
        Request request,
        String payloadUid,
        boolean exclusive,
        Server server,
        Long payloadVersion,
        String traceparent,
        Instant requestedAt,
        Instant deadline,
        Instant reservedAt,
        Instant endedAt,
        Instant confirmBy,
        Instant confirmedAt) {

    public static final String NO_PAYLOAD = "no-payload";
    public static final String UNKNOWN_ALLOCATION = "unknown-allocation";

    /**
     * What it asks for.
     *
     * @param timeLimit from the reservation until it must have been confirmed, or null
     */
    public record Request(ClaimCriteria criteria, Metadata metadata, Duration timeLimit) {}

    /** Where it stands. */
    public enum State {
        WAITING,
        ACTIVE,
        /** It had a payload; both are over. */
        ENDED,
        /** It got none. */
        FAILED
    }

    /** One that was just asked for and has nothing yet. */
    public static Reservation asked(
            String reservationId,
            String namespace,
            String sessionId,
            String allocationId,
            String allocation,
            Request request,
            Instant now) {
        return new Reservation(
                reservationId,
                namespace,
                sessionId,
                allocationId,
                allocation,
                State.WAITING,
                null,
                null,
                request,
                null,
                false,
                null,
                null,
                null,
                now,
                null,
                null,
                null,
                null,
                null);
    }

    /** Willing to wait until then. */
    public Reservation waitingUntil(Instant limit, String trace) {
        return new Reservation(
                reservationId,
                namespace,
                sessionId,
                allocationId,
                allocation,
                state,
                reason,
                message,
                request,
                payloadUid,
                exclusive,
                server,
                payloadVersion,
                trace,
                requestedAt,
                limit,
                reservedAt,
                endedAt,
                confirmBy,
                confirmedAt);
    }

    /**
     * It got this payload.
     *
     * @param joined whether the payload was held by another reservation already
     */
    public Reservation granted(Payload payload, boolean joined, Instant now) {
        boolean alone = payload.seats().total() == 1 && !joined;
        return new Reservation(
                reservationId,
                namespace,
                sessionId,
                allocationId,
                allocation,
                State.ACTIVE,
                null,
                null,
                request,
                payload.uid(),
                alone,
                PayloadEvents.server(payload),
                payload.version(),
                traceparent,
                requestedAt,
                null,
                now,
                null,
                request.timeLimit() == null ? null : now.plus(request.timeLimit()),
                null);
    }

    /** It got none. */
    public Reservation failed(String code, String text, Instant now) {
        return ended(State.FAILED, code, text, now);
    }

    private Reservation ended(State next, String code, String text, Instant now) {
        return new Reservation(
                reservationId,
                namespace,
                sessionId,
                allocationId,
                allocation,
                next,
                code,
                text,
                request,
                payloadUid,
                exclusive,
                server,
                payloadVersion,
                traceparent,
                requestedAt,
                deadline,
                reservedAt,
                now,
                confirmBy,
                confirmedAt);
    }
}
