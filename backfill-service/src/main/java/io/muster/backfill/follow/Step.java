package io.muster.backfill.follow;

import io.muster.backfill.seat.Command;

/** What an event asks of the seats of a session. */
record Step(String namespace, String sessionId, Command command) {}
