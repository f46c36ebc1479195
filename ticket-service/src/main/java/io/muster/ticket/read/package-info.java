/** Reading tickets, at once or held until they end. */
package io.muster.ticket.read;
