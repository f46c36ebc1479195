/**
 * Finds matches among waiting tickets. Plain Java, single-threaded, deterministic: the same calls with the same times
 * give the same matches.
 *
 * <p>{@link io.muster.match.engine.MatchEngine} holds one pool. {@link io.muster.match.engine.RuleSet} is a compiled match
 * definition; tickets are reduced to the facts that its rules read when they enter. {@link io.muster.match.engine.Judge}
 * says whether a group is a valid match, {@link io.muster.match.engine.GroupSearch} finds one around a ticket.
 */
package io.muster.match.engine;
