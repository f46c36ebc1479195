package io.muster.contracts;

/**
 * One fact that happened to one entity. Each topic has its own sealed sub-interface, so a consumer's {@code switch} is
 * checked for completeness by the compiler. Records only; fields are only ever added, and a consumer ignores fields it
 * does not know.
 */
public interface Event {

    /** The tenant the entity belongs to. Never empty. */
    String namespace();

    /** Id of the entity the event is about; also the Kafka record key, so that its events keep their order. */
    String subject();

    /**
     * Version of the entity after this event, rising by one with every change and starting at 1. A consumer drops an
     * event whose version is not greater than the last one it applied for the same subject.
     */
    long version();
}
