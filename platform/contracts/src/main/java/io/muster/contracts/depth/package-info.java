/** How many tickets wait in a queue. */
package io.muster.contracts.depth;
