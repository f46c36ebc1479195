/**
 * Brings notifications to the sockets of this instance. Every instance reads all of {@code notifications} and keeps what
 * is undelivered for a while, so that a server may connect anywhere, and late.
 */
package io.muster.gateway.delivery;
