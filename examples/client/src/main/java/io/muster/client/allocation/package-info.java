/** Allocations and their payloads: the game servers of a region. */
package io.muster.client.allocation;
