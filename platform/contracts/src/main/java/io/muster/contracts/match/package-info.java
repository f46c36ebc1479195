/**
 * Proposals of match-function-service and the claims ticket-service answers them with.
 */
package io.muster.contracts.match;
