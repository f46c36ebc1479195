/** Tickets: who waits where, and the one place where a ticket is claimed for a match. */
package io.muster.ticket;
