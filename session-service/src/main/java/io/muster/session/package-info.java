/**
 * session-service: the game sessions that come out of matches, who sits in them, and the tokens everybody shows.
 */
package io.muster.session;
