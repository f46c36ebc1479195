/** Trace context from HTTP through Kafka to the socket message. */
package io.muster.runtime.trace;
