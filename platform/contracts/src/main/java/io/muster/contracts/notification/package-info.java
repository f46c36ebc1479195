/**
 * Notifications to game servers, published by notification-gateway on {@code notifications}.
 */
package io.muster.contracts.notification;
