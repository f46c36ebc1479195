/** Tickets: players who look for a match. */
package io.muster.client.ticket;
