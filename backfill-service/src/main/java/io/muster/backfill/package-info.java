/**
 * Refills the open seats of running sessions: one backfill ticket a session, one proposal at a time, decided by the game
 * server. Owns {@code muster.backfills.v1}.
 */
package io.muster.backfill;
