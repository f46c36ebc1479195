/** Runs commands against stored seats: a batch of locked sessions, one decision after the other, one write. */
package io.muster.backfill.book;
