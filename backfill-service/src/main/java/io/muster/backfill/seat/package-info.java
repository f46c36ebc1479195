/**
 * The seats of a running session and the one backfill ticket that fills them: state, commands, and the decision that
 * makes changes out of both. Plain Java; time and ids come in with the command.
 */
package io.muster.backfill.seat;
