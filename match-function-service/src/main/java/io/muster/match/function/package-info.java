/**
 * Custom match functions: JavaScript that developers upload, run in a sandbox on the tickets of a pool, and never trusted
 * (see docs/match-functions.md).
 */
package io.muster.match.function;
