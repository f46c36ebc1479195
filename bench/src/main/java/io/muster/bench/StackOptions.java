package io.muster.bench;

import io.muster.bench.stack.Stack;
import io.muster.client.Endpoints;
import io.muster.client.MusterClient;
import io.muster.client.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which stack is measured and how it is reached; the same for all benchmarks. */
public final class StackOptions {

    /** The way requests take to ticket-service. */
    enum Via {
        DIRECT,
        GATEWAY
    }

    @Option(
            names = "--data",
            defaultValue = "${env:MUSTER_DATA:-.muster}",
            description = "Data folder of the running stack (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(names = "--url", description = "Address of the API gateway (default: that of the running stack).")
    URI url;

    @Option(
            names = "--via",
            defaultValue = "DIRECT",
            description = "Whether tickets go through the API gateway or to the ticket-service replicas in turn:"
                    + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Via via;

    @Option(
            names = "--connections",
            defaultValue = "4000",
            description = "Most connections to one address; each held read has one (default: ${DEFAULT-VALUE}).")
    int connections;

    @Option(
            names = "--results",
            defaultValue = "${env:MUSTER_ROOT:-.}/bench/results",
            description = "Folder of the result file (default: ${DEFAULT-VALUE}).")
    Path results;

    public Path results() {
        return results;
    }

    public String via() {
        return via.name();
    }

    /** The running stack. */
    public Stack stack() {
        return Stack.running(data);
    }

    /** A client of the stack with the token of a trusted backend. */
    public MusterClient client(Stack stack) {
        Endpoints endpoints = Endpoints.gateway(url == null ? stack.gateway() : url);
        List<URI> tickets = stack.addresses(Service.TICKET);
        if (via == Via.DIRECT && !tickets.isEmpty()) {
            endpoints = endpoints.with(Service.TICKET, tickets);
        }
        MusterClient anonymous = MusterClient.to(null, endpoints, stack.namespace(), connections);
        return anonymous.as(stack.backendToken());
    }
}
