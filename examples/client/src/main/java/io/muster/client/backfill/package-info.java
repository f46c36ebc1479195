/** Backfill: open seats of running matches. */
package io.muster.client.backfill;
