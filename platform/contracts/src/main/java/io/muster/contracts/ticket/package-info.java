/**
 * Events of a ticket's life, published by ticket-service on {@code tickets}.
 */
package io.muster.contracts.ticket;
