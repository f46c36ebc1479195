/** What time does to backfill tickets, and what becomes of sessions that are over. */
package io.muster.backfill.expiry;
