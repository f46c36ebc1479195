/** The transactional outbox and the relay that empties it. */
package io.muster.runtime.outbox;
