/**
 * The WebSocket of game servers: who may open one, and how it is kept within bounds. Raw Vert.x sockets, because the
 * send path must know when the other side does not read.
 */
package io.muster.gateway.socket;
