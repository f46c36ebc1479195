/** The clock, as an injectable {@link java.time.InstantSource}. */
package io.muster.runtime.time;
