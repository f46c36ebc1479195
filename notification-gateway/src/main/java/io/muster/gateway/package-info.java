/**
 * Tells game servers what happens to their sessions, over one WebSocket each. Owns {@code muster.notifications.v1}.
 */
package io.muster.gateway;
