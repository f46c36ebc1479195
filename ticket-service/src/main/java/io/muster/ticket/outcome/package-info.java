/** What sessions and backfills made of claimed tickets: assigned, returned or failed. */
package io.muster.ticket.outcome;
