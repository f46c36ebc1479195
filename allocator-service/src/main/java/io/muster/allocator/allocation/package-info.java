/** Allocations: what to run, where, and how many. */
package io.muster.allocator.allocation;
