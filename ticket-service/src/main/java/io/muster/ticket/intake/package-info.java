/** Taking tickets in: from the body of a request to a durable ticket, many per transaction. */
package io.muster.ticket.intake;
