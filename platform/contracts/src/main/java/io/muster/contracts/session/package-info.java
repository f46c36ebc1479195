/**
 * Events of a game session's life, published by session-service on {@code sessions}.
 */
package io.muster.contracts.session;
