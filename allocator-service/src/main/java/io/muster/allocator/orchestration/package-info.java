/**
 * The Orchestration API (seed 000) over HTTP: allocations, their payloads, reservations. Errors on its paths are
 * {@code {message, request_id}}, as its owner publishes them, and not problem documents.
 */
package io.muster.allocator.orchestration;
