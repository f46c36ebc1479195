/**
 * Events of game-server payloads and their reservations, published by allocator-service on {@code payloads}.
 */
package io.muster.contracts.payload;
