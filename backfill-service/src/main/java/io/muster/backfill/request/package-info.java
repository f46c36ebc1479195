/** Backfill over HTTP: the whole-proposal form of seed document 002 and the partial one of document 001. */
package io.muster.backfill.request;
