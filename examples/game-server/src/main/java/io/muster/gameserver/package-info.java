/**
 * A small game server that shows everything a payload does: reports ready, learns of its reservation, holds the socket
 * for notifications, takes late-comers, plays, and exits. The JDK is all it needs.
 */
package io.muster.gameserver;
