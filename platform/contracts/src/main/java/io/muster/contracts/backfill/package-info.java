/**
 * Events of a backfill ticket's life, published by backfill-service on {@code backfills}.
 */
package io.muster.contracts.backfill;
