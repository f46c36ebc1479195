/**
 * Payloads: the game servers of an allocation and their life. {@link io.muster.allocator.payload.PayloadLifecycle} decides;
 * {@link io.muster.allocator.payload.PayloadKeeper} commits what it decides.
 */
package io.muster.allocator.payload;
