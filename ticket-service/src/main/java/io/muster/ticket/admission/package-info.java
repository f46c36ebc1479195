/** Refuses tickets that could never be matched, before they are stored. */
package io.muster.ticket.admission;
