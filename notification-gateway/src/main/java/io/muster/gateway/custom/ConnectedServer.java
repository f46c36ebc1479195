package io.muster.gateway.custom;

import java.time.Instant;

/** A game server that opened a socket. */
record ConnectedServer(String namespace, String serverId, Instant at) {}
