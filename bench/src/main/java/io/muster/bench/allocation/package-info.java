/** {@code bench allocation}: how fast allocator-service hands out payloads, and whether it keeps its promises under load. */
package io.muster.bench.allocation;
