package io.muster.testing;

import io.muster.testing.backend.SharedBackend;

/** The Kafka broker of this test JVM, with every topic of the catalogue. Started by the first call, from any thread. */
public final class MusterBroker {

    private MusterBroker() {}

    /** {@code host:port}. */
    public static String bootstrapServers() {
        return SharedBackend.endpoints().bootstrapServers();
    }
}
