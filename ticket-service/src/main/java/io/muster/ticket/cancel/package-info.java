/** Cancelling: one answer, cancelled or too late. */
package io.muster.ticket.cancel;
