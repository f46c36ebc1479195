/** The queues there are, as the match configs say. */
package io.muster.ticket.queue;
