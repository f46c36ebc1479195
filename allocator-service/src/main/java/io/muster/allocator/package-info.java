/**
 * allocator-service: allocations, their payloads, and reservations of payloads for sessions (seed 000). It alone decides
 * which session gets which payload.
 */
package io.muster.allocator;
