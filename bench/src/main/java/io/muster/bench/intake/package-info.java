/** {@code bench intake}: how many tickets a second are accepted durably, and how long one waits for that. */
package io.muster.bench.intake;
