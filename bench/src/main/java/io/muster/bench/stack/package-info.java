/** The stack under load: its addresses, and what its processes cost. */
package io.muster.bench.stack;
