package io.muster.runtime.outbox;

import io.muster.runtime.event.EncodedEvent;
import java.util.List;

/**
 * Events before which their keys had none, on their way into the outbox. Nothing can be published before them, so the
 * process that has committed them may publish them without reading them back ({@link Outbox#committed}).
 *
 * @param since what the relay had read when they were made, before they are stored
 */
public record FirstEvents(List<EncodedEvent> events, OutboxRelay.Since since) {}
