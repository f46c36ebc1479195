/** Turns events of sessions and backfill tickets into notifications. */
package io.muster.gateway.source;
