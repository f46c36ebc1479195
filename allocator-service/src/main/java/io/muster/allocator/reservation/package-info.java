/**
 * Reservations: which payload a session gets. {@link io.muster.allocator.reservation.ClaimIndex} chooses in memory, the
 * commit by uid and version decides, also between replicas.
 */
package io.muster.allocator.reservation;
