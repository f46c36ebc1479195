package io.muster.allocator.payload;

import io.muster.allocator.allocation.RuntimeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The life of a payload as a pure function of its state, a command and the time.
 *
 * <pre>
 * Creating → Preparing → Starting → Ready ⇄ Reserved      (Reserved → Ready only with several seats)
 *    ↑           ↓           ↓        ↓        ↓
 *    └────────  Error  ←─────┘     Unhealthy (program ended), Shutdown (asked to end) → gone
 * </pre>
 *
 * <p>Simulated payloads have no program: their timers stand in for it, and Unhealthy and Shutdown last no time.
 */
public final class PayloadLifecycle {

    public static final String EXITED = "exited";
    public static final String CRASHED = "crashed";
    public static final String NEVER_READY = "never-ready";
    public static final String NO_HEARTBEAT = "no-heartbeat";
    /** Code of the refusal of a label or annotation for which there is no room. */
    public static final String TOO_MANY = "too-many";

    private PayloadLifecycle() {}

    /** What the command leads to. */
    public static PayloadDecision decide(Payload payload, PayloadCommand command, PayloadTerms terms, Instant now) {
        return switch (command) {
            case PayloadCommand.Prepare prepare -> prepare(payload, prepare);
            case PayloadCommand.Launch _ -> launch(payload, terms, now);
            case PayloadCommand.FailToLaunch failure -> failToLaunch(payload, failure.why(), terms, now);
            case PayloadCommand.ReportReady _ -> reportReady(payload, now);
            case PayloadCommand.Reserve reserve -> reserve(payload, reserve, now);
            case PayloadCommand.GiveBack giveBack -> giveBack(payload, giveBack.reason(), terms, now);
            case PayloadCommand.SetMetadata set ->
                changeMetadata(payload, payload.metadata().with(set.changes()));
            case PayloadCommand.RemoveLabel remove ->
                changeMetadata(payload, payload.metadata().withoutLabel(remove.key()));
            case PayloadCommand.RemoveAnnotation remove ->
                changeMetadata(payload, payload.metadata().withoutAnnotation(remove.key()));
            case PayloadCommand.ShutDown shutDown -> shutDown(payload, shutDown, terms, now);
            case PayloadCommand.RootExited exited -> rootExited(payload, exited.exitCode(), terms, now);
            case PayloadCommand.MissHeartbeat _ -> missHeartbeat(payload);
            case PayloadCommand.Clear _ -> clear(payload);
            case PayloadCommand.Due _ -> due(payload, terms, now);
        };
    }

    /** The payload after a change. Nothing else changes one. */
    public static Payload apply(Payload payload, PayloadChange change) {
        PayloadEditor editor = new PayloadEditor(payload);
        switch (change) {
            case PayloadChange.Prepared prepared -> editor.prepared(prepared);
            case PayloadChange.Launched launched -> editor.launched(launched);
            case PayloadChange.BecameReady ready -> editor.ready(ready);
            case PayloadChange.Reserved reserved -> editor.reserved(reserved);
            case PayloadChange.GaveSeatBack back -> editor.gaveSeatBack(back);
            case PayloadChange.ChangedMetadata changed -> editor.metadata(changed.metadata());
            case PayloadChange.Failed failed -> editor.failed(failed);
            case PayloadChange.Rescheduled _ -> editor.rescheduled();
            case PayloadChange.BecameUnhealthy unhealthy -> editor.unhealthy(unhealthy);
            case PayloadChange.ShutdownBegan began -> editor.shutdown(began);
            case PayloadChange.Removed removed -> editor.removed(removed);
        }
        return editor.next();
    }

    /** The payload after all of them. */
    public static Payload applyAll(Payload payload, List<PayloadChange> changes) {
        Payload result = payload;
        for (PayloadChange change : changes) {
            result = apply(result, change);
        }
        return result;
    }

    private static PayloadDecision prepare(Payload payload, PayloadCommand.Prepare prepare) {
        return payload.state() == PayloadState.CREATING
                ? PayloadDecision.changed(new PayloadChange.Prepared(prepare.endpoint()))
                : wrongState(payload, "be prepared");
    }

    private static PayloadDecision launch(Payload payload, PayloadTerms terms, Instant now) {
        if (payload.state() != PayloadState.PREPARING) {
            return wrongState(payload, "be started");
        }
        Duration wait = simulated(payload) ? payload.identity().simulation().ready() : terms.startTimeout();
        return PayloadDecision.changed(new PayloadChange.Launched(now, now.plus(wait)));
    }

    private static PayloadDecision failToLaunch(Payload payload, String why, PayloadTerms terms, Instant now) {
        return switch (payload.state()) {
            case CREATING, PREPARING -> PayloadDecision.changed(failure(payload, null, why, terms, now));
            case SHUTDOWN -> clear(payload);
            default -> wrongState(payload, "fail to start");
        };
    }

    private static PayloadDecision reportReady(Payload payload, Instant now) {
        return switch (payload.state()) {
            case STARTING -> PayloadDecision.changed(new PayloadChange.BecameReady(now));
            case READY, RESERVED -> PayloadDecision.unchanged();
            default -> wrongState(payload, "become Ready");
        };
    }

    private static PayloadDecision reserve(Payload payload, PayloadCommand.Reserve reserve, Instant now) {
        boolean seatFree = payload.seats().free() > 0;
        boolean possible = payload.state() == PayloadState.READY
                || (payload.state() == PayloadState.RESERVED && (seatFree || reserve.join()));
        if (!possible) {
            return wrongState(payload, "be reserved");
        }
        Seats seats = seatFree ? payload.seats().take() : payload.seats();
        boolean first = payload.state() == PayloadState.READY;
        Instant due = first
                        && simulated(payload)
                        && !payload.identity().simulation().life().isZero()
                ? now.plus(payload.identity().simulation().life())
                : payload.dueAt();
        Metadata metadata = payload.metadata().with(reserve.metadata());
        return PayloadDecision.changed(new PayloadChange.Reserved(reserve.hold(), metadata, seats, due));
    }

    private static PayloadDecision giveBack(Payload payload, String reason, PayloadTerms terms, Instant now) {
        if (payload.state() != PayloadState.RESERVED) {
            return PayloadDecision.unchanged();
        }
        return payload.seats().total() > 1
                ? PayloadDecision.changed(
                        new PayloadChange.GaveSeatBack(payload.seats().giveBack()))
                : beginShutdown(payload, reason, terms, now);
    }

    private static PayloadDecision changeMetadata(Payload payload, Metadata metadata) {
        if (payload.state().ending()) {
            return wrongState(payload, "be changed");
        }
        Optional<String> tooMany = MetadataLimits.sizeViolation(metadata);
        if (tooMany.isPresent()) {
            return PayloadDecision.refused(TOO_MANY, tooMany.get());
        }
        return metadata.equals(payload.metadata())
                ? PayloadDecision.unchanged()
                : PayloadDecision.changed(new PayloadChange.ChangedMetadata(metadata));
    }

    private static PayloadDecision shutDown(
            Payload payload, PayloadCommand.ShutDown shutDown, PayloadTerms terms, Instant now) {
        if (payload.state().ending()) {
            return PayloadDecision.unchanged();
        }
        if (payload.state() == PayloadState.RESERVED && !shutDown.force()) {
            return PayloadDecision.refused(
                    "reserved", "Payload " + payload.identity().payloadId() + " is Reserved; use force_delete=true.");
        }
        return beginShutdown(payload, shutDown.reason(), terms, now);
    }

    private static PayloadDecision beginShutdown(Payload payload, String reason, PayloadTerms terms, Instant now) {
        PayloadChange began = new PayloadChange.ShutdownBegan(reason, now.plus(terms.shutdownGrace()));
        return simulated(payload)
                ? PayloadDecision.changed(began, new PayloadChange.Removed(null, reason))
                : PayloadDecision.changed(began);
    }

    private static PayloadDecision rootExited(Payload payload, Integer exitCode, PayloadTerms terms, Instant now) {
        return switch (payload.state()) {
            case PREPARING, STARTING ->
                PayloadDecision.changed(failure(
                        payload, exitCode, "exited with code " + exitCode + " before it was ready", terms, now));
            case READY, RESERVED -> {
                String reason = exitCode != null && exitCode == 0 ? EXITED : CRASHED;
                PayloadChange unhealthy = new PayloadChange.BecameUnhealthy(exitCode, reason);
                yield simulated(payload)
                        ? PayloadDecision.changed(unhealthy, new PayloadChange.Removed(exitCode, reason))
                        : PayloadDecision.changed(unhealthy);
            }
            case SHUTDOWN -> PayloadDecision.changed(new PayloadChange.Removed(exitCode, payload.ending()));
            case CREATING, ERROR, UNHEALTHY, UNKNOWN -> PayloadDecision.unchanged();
        };
    }

    /** Its program may run on without being of use, so whoever runs it stops it. */
    private static PayloadDecision missHeartbeat(Payload payload) {
        return payload.state() == PayloadState.READY || payload.state() == PayloadState.RESERVED
                ? PayloadDecision.changed(new PayloadChange.BecameUnhealthy(null, NO_HEARTBEAT))
                : PayloadDecision.unchanged();
    }

    private static PayloadDecision clear(Payload payload) {
        return payload.state().ending()
                ? PayloadDecision.changed(new PayloadChange.Removed(payload.exitCode(), payload.ending()))
                : wrongState(payload, "be cleared away");
    }

    private static PayloadDecision due(Payload payload, PayloadTerms terms, Instant now) {
        if (payload.dueAt() == null || payload.dueAt().isAfter(now)) {
            return PayloadDecision.unchanged();
        }
        return switch (payload.state()) {
            case STARTING ->
                simulated(payload) ? reportReady(payload, now) : beginShutdown(payload, NEVER_READY, terms, now);
            case RESERVED -> rootExited(payload, 0, terms, now);
            case ERROR -> PayloadDecision.changed(new PayloadChange.Rescheduled());
            case CREATING, PREPARING, READY, SHUTDOWN, UNHEALTHY, UNKNOWN -> PayloadDecision.unchanged();
        };
    }

    private static PayloadChange failure(
            Payload payload, Integer exitCode, String details, PayloadTerms terms, Instant now) {
        Duration wait = terms.backOff(payload.attempts() + (payload.state() == PayloadState.STARTING ? 0 : 1));
        return new PayloadChange.Failed(exitCode, details, now.plus(wait));
    }

    private static PayloadDecision wrongState(Payload payload, String what) {
        return PayloadDecision.refused(
                "wrong-state",
                "Payload " + payload.identity().payloadId() + " is "
                        + payload.state().published() + " and cannot " + what + ".");
    }

    private static boolean simulated(Payload payload) {
        return payload.identity().runtime() == RuntimeKind.SIMULATED;
    }
}
