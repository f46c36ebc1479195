/** Open-loop load: what is sent when, decided before the run from a seed. */
package io.muster.bench.load;
