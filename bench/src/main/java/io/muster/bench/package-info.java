/** Load generators: they measure a running stack from the outside, through its public APIs only. */
package io.muster.bench;
