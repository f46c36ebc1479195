/**
 * The rules of a game session, in plain Java: what it is ({@link io.muster.session.game.GameSession}), what it can be
 * told ({@link io.muster.session.game.SessionCommand}) and what follows from it ({@link
 * io.muster.session.game.SessionRules}). The edges in the other packages load, decide, store and publish.
 */
package io.muster.session.game;
