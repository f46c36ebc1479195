/**
 * A small Java client of Muster's public APIs, over one Vert.x HTTP client with pooled keep-alive connections.
 *
 * <p>Every call answers a {@link java.util.concurrent.CompletableFuture} that is completed on an event loop: do not
 * block in what you chain to it. It fails with a {@link io.muster.client.MusterException}, which says whether the
 * request was refused or whether nobody knows if it was done. The client never repeats a request by itself.
 */
package io.muster.client;
