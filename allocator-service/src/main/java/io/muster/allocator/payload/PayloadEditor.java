package io.muster.allocator.payload;

import java.time.Instant;

/** Builds the next version of a payload; used by {@link PayloadLifecycle#apply} only, and for one change. */
final class PayloadEditor {

    private final Payload before;
    private PayloadState state;
    private String details;
    private Endpoint endpoint;
    private Metadata metadata;
    private Seats seats;
    private Hold hold;
    private Instant lastReserved;
    private Instant startedAt;
    private Instant readyAt;
    private Instant dueAt;
    private int attempts;
    private Integer exitCode;
    private String ending;

    PayloadEditor(Payload payload) {
        before = payload;
        state = payload.state();
        details = payload.details();
        endpoint = payload.endpoint();
        metadata = payload.metadata();
        seats = payload.seats();
        hold = payload.hold();
        lastReserved = payload.lastReserved();
        startedAt = payload.startedAt();
        readyAt = payload.readyAt();
        dueAt = payload.dueAt();
        attempts = payload.attempts();
        exitCode = payload.exitCode();
        ending = payload.ending();
    }

    void prepared(PayloadChange.Prepared change) {
        state = PayloadState.PREPARING;
        endpoint = change.endpoint();
    }

    void launched(PayloadChange.Launched change) {
        state = PayloadState.STARTING;
        startedAt = change.at();
        dueAt = change.due();
        attempts++;
        details = null;
    }

    void ready(PayloadChange.BecameReady change) {
        state = PayloadState.READY;
        readyAt = change.at();
        dueAt = null;
    }

    void reserved(PayloadChange.Reserved change) {
        state = PayloadState.RESERVED;
        hold = change.hold();
        lastReserved = change.hold().reservedAt();
        metadata = change.metadata();
        seats = change.seats();
        dueAt = change.due();
    }

    void gaveSeatBack(PayloadChange.GaveSeatBack change) {
        seats = change.seats();
        if (seats.taken() == 0) {
            state = PayloadState.READY;
            hold = null;
        }
    }

    void metadata(Metadata next) {
        metadata = next;
    }

    void failed(PayloadChange.Failed change) {
        if (state != PayloadState.STARTING) {
            attempts++;
        }
        state = PayloadState.ERROR;
        exitCode = change.exitCode();
        details = change.details();
        dueAt = change.retryAt();
    }

    void rescheduled() {
        state = PayloadState.CREATING;
        endpoint = Endpoint.NONE;
        dueAt = null;
    }

    void unhealthy(PayloadChange.BecameUnhealthy change) {
        state = PayloadState.UNHEALTHY;
        exitCode = change.exitCode();
        ending = change.reason();
        details = change.reason().equals(PayloadLifecycle.NO_HEARTBEAT)
                ? "it has sent no heartbeat for " + before.identity().heartbeatSeconds() + " s"
                : "its program ended with code " + change.exitCode();
        dueAt = null;
    }

    void shutdown(PayloadChange.ShutdownBegan change) {
        state = PayloadState.SHUTDOWN;
        ending = change.reason();
        details = change.reason();
        dueAt = change.due();
    }

    void removed(PayloadChange.Removed change) {
        exitCode = change.exitCode();
        ending = change.reason();
        dueAt = null;
    }

    Payload next() {
        return new Payload(
                before.identity(),
                state,
                details,
                endpoint,
                metadata,
                seats,
                hold,
                lastReserved,
                startedAt,
                readyAt,
                dueAt,
                attempts,
                exitCode,
                ending,
                before.version() + 1);
    }
}
