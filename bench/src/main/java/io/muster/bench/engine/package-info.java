/** Measures the matching engine by itself, in one thread, without any service around it. */
package io.muster.bench.engine;
