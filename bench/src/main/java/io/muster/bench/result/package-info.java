/** What a run leaves behind: one JSON file in the form all benchmarks share. */
package io.muster.bench.result;
