package io.muster.launcher.stack;

/**
 * What is remembered about one process of a running stack. Ports stay the same over restarts of the process.
 *
 * @param pid process id of the last start, 0 before the first
 * @param startedAtMillis when the operating system says that process started, so that a reused pid is not taken for it
 * @param port where it serves
 * @param managementPort health and metrics of a service, the controller of Kafka, 0 for PostgreSQL
 */
public record Part(PartId id, long pid, long startedAtMillis, int port, int managementPort) {

    public Part started(long newPid, long newStartedAtMillis) {
        return new Part(id, newPid, newStartedAtMillis, port, managementPort);
    }
}
