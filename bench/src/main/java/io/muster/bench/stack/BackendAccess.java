package io.muster.bench.stack;

/**
 * How a trusted backend of one namespace gets its tokens.
 *
 * @param namespace the tenant everything is measured in
 */
record BackendAccess(String namespace, String clientId, String clientSecret) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "BackendAccess[" + namespace + ", " + clientId + "]";
    }
}
