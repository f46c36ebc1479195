package io.muster.allocator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the service, {@code muster.allocator.*}. */
@ConfigMapping(prefix = "muster.allocator")
public interface AllocatorSettings {

    /** Folder for what must outlive a restart: node identity, output of payloads. Survives with the service's volume. */
    Path dataDir();

    /** Address that players are given for payloads that run on this host. */
    @WithDefault("127.0.0.1")
    String address();

    /** How long a session waits for a payload when none is Ready, because some may be starting. */
    @WithDefault("10s")
    Duration reservationWait();

    /** From the start of a program until it must have called ready. */
    @WithDefault("60s")
    Duration startTimeout();

    /** From the polite signal to the one nobody survives. */
    @WithDefault("10s")
    Duration shutdownGrace();

    /** Wait before the second start of a program that ended before it was ready; doubles each time. */
    @WithDefault("1s")
    Duration firstBackOff();

    @WithDefault("60s")
    Duration longestBackOff();

    /** How long ended reservations and terminations can be looked up. */
    @WithDefault("24h")
    Duration historyRetention();

    Ports ports();

    Processes processes();

    Scaling scaling();

    Access access();

    Kubernetes kubernetes();

    Audit audit();

    /** Ports that payload processes are given. */
    interface Ports {

        @WithDefault("20000")
        int from();

        /** Last one, inclusive. */
        @WithDefault("24999")
        int to();
    }

    /** How payload processes are kept. */
    interface Processes {

        /** Port of the Payload Local API on the loopback interface; 0: one is chosen at the first start and kept. */
        @WithDefault("0")
        int localApiPort();

        /** Most bytes of output kept of one payload; the older half is dropped when there is more. */
        @WithDefault("1048576")
        long outputLimit();

        /** How long the output of a payload is kept after its last change. */
        @WithDefault("24h")
        Duration outputRetention();

        /** Most bytes of output kept of all payloads of a replica; beyond it that of ended ones goes, oldest first. */
        @WithDefault("1073741824")
        long outputTotal();

        /** Leave processes running at an orderly stop too, for the next start to adopt. */
        @WithDefault("false")
        boolean leaveRunning();

        /** A replica that has not been heard of for this long is dead; its payloads are not handed out. */
        @WithDefault("10s")
        Duration nodeTimeout();

        /** When nobody has taken over what a dead replica ran after this long, it is given up. */
        @WithDefault("60s")
        Duration nodeLostAfter();
    }

    /** How the autoscaler reacts. */
    interface Scaling {

        /** Changes of an allocation, and demand for its payloads, within this time are answered by one round. */
        @WithDefault("20ms")
        Duration debounce();

        /** What payloads that end or are reserved leave to be made up for is answered by one round within this time. */
        @WithDefault("100ms")
        Duration refill();

        /** How long there must be too many payloads before some are removed. */
        @WithDefault("5s")
        Duration downDelay();

        /** Most payloads created or removed in one round; the next round follows at once. */
        @WithDefault("500")
        int step();
    }

    /** How much is kept of who did what. */
    interface Audit {

        @WithDefault("30d")
        Duration retention();

        /** The oldest entries go when there are more, in all namespaces together. */
        @WithDefault("1000000")
        long mostEntries();
    }

    /** What payloads are given to reach the rest of the suite. */
    interface Access {

        /** Base address of session-service, which mints the tokens of game servers; none: payloads get no token. */
        Optional<String> tokenUrl();

        Optional<String> clientId();

        Optional<String> clientSecret();

        /** Address of the socket for game servers, as payloads reach it. */
        Optional<String> gatewayUrl();

        /** Base address of the HTTP APIs, as payloads reach them. */
        Optional<String> apiUrl();
    }

    /**
     * Payloads as pods (docs/kubernetes.md). How the cluster is reached is configured with {@code
     * quarkus.kubernetes-client.*}; inside a cluster nothing needs to be.
     */
    interface Kubernetes {

        /** Without it, allocations with the runtime kubernetes are refused and no cluster is asked for anything. */
        @WithDefault("false")
        boolean enabled();

        /** Namespace of the cluster that pods are made in; none: the one the service itself is in. */
        Optional<String> namespace();

        /** Marks this installation's pods; two installations that share a namespace need different ones. */
        @WithDefault("muster")
        String installation();

        /** Ports of nodes that pods are given; each is one pod's at a time in the whole cluster. */
        @WithDefault("25000")
        int portFrom();

        /** Last one, inclusive. */
        @WithDefault("29999")
        int portTo();

        /** Give players a node's external address rather than its internal one; needs the right to read nodes. */
        @WithDefault("false")
        boolean externalAddresses();

        /** How long a pod may wait for a node and its image. */
        @WithDefault("5m")
        Duration pendingTimeout();

        /** Where this service listens for the Payload Local API calls of pods. */
        @WithDefault("0.0.0.0")
        String localApiHost();

        @WithDefault("8095")
        int localApiPort();

        /** Host and port under which pods reach that, for example of a service of the cluster. Needed when enabled. */
        Optional<String> localApiAddress();

        /** Secret that all replicas share, at least 32 characters: pods prove with it who they are. Needed when enabled. */
        Optional<String> localApiSecret();
    }
}
