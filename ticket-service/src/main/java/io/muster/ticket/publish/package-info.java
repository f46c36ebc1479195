/** Ticket events on their way out. */
package io.muster.ticket.publish;
