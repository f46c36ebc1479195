package io.muster.allocator.payload;

/** What can be asked of a payload. */
public sealed interface PayloadCommand {

    /** Its runtime found a place for it. */
    record Prepare(Endpoint endpoint) implements PayloadCommand {}

    /** Its runtime started its program. */
    record Launch() implements PayloadCommand {}

    /** Its runtime could not start its program. */
    record FailToLaunch(String why) implements PayloadCommand {}

    /** It says that players can connect. */
    record ReportReady() implements PayloadCommand {}

    /**
     * Hold it for a session. The metadata is set in the same step.
     *
     * @param join whether a payload that is reserved already may be taken once more though it has no free seat, as the
     *     selector {@code payload_state: Reserved} asks for
     */
    record Reserve(Hold hold, Metadata metadata, boolean join) implements PayloadCommand {}

    /** A session left; the payload ends unless it holds several. */
    record GiveBack(String reason) implements PayloadCommand {}

    record SetMetadata(Metadata changes) implements PayloadCommand {}

    record RemoveLabel(String key) implements PayloadCommand {}

    record RemoveAnnotation(String key) implements PayloadCommand {}

    /**
     * Stop it.
     *
     * @param reason code, see {@code PayloadRemoved}
     * @param force also when it is reserved
     */
    record ShutDown(String reason, boolean force) implements PayloadCommand {}

    /** Its root process ended; the code is null when nobody saw it. */
    record RootExited(Integer exitCode) implements PayloadCommand {}

    /** It has not sent its heartbeat in time. */
    record MissHeartbeat() implements PayloadCommand {}

    /** Nothing of it is left. */
    record Clear() implements PayloadCommand {}

    /** The time in {@link Payload#dueAt()} has come. */
    record Due() implements PayloadCommand {}
}
