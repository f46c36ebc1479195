/** What game servers are told, in the published JSON of the game server notifications. Plain Java. */
package io.muster.gateway.message;
