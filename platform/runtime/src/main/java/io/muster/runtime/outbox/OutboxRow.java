package io.muster.runtime.outbox;

import io.muster.runtime.event.EncodedEvent;

/** An event in the outbox. */
record OutboxRow(long id, EncodedEvent event) {}
