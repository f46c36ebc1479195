/**
 * What a match config says: pools with filters, teams, rules, relaxations. Plain values without behaviour over time;
 * {@code io.muster.match.engine} compiles and runs them, {@code io.muster.match.config} reads and writes them.
 *
 * <p>Follows docs/match-rules.md, which fixes what the published rule language leaves open.
 */
package io.muster.match.rules;
