/** Events to and from Kafka: codec, publisher, batch consumer with dead letters, topic creation. */
package io.muster.runtime.event;
