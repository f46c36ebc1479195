/**
 * Match configs, published by match-function-service on {@code configs}.
 */
package io.muster.contracts.config;
