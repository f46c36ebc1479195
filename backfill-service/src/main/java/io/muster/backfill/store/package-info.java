/** The tables of this service. */
package io.muster.backfill.store;
