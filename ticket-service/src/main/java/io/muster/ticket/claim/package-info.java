/** Claims: a proposal takes all of its tickets or none. */
package io.muster.ticket.claim;
