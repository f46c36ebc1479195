/** Tickets in PostgreSQL. */
package io.muster.ticket.store;
