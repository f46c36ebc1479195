package io.muster.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the gateway. */
@ConfigMapping(prefix = "muster.gateway")
public interface GatewayConfig {

    /** How long a message waits for its game server to connect. Also how far back an instance reads when it starts. */
    @WithDefault("PT2M")
    Duration keepUndelivered();

    /** Most bytes of messages kept for servers that are not connected; beyond it the oldest are dropped. */
    @WithDefault("33554432")
    long keepBytes();

    /** Most messages kept for one server; beyond it its oldest are dropped. */
    @WithDefault("256")
    int keepPerServer();

    /** Settings of the sockets. */
    Socket socket();

    /** How long the log of custom notifications and of connected servers reaches back. */
    @WithDefault("P7D")
    Duration keepLog();

    /** Settings of each socket. */
    interface Socket {

        /** Most sockets of this instance; beyond it connections are refused with 503. */
        @WithDefault("15000")
        int most();

        /** Time between pings; two that are not answered end the socket. */
        @WithDefault("PT25S")
        Duration pingInterval();

        /** How long bytes may wait for the game server to read them; beyond it the socket is closed. */
        @WithDefault("PT10S")
        Duration slowLimit();

        /** Most bytes that wait for one game server; beyond it the socket is closed. */
        @WithDefault("262144")
        int queueBytes();

        /** Most messages that wait for one game server; beyond it the socket is closed. */
        @WithDefault("512")
        int queueMessages();

        /** Bytes the kernel buffers for one socket. The default of Linux is megabytes, which a stalled peer would hold. */
        @WithDefault("65536")
        int sendBuffer();

        /** Longest frame and longest message a game server may send, in bytes. */
        @WithDefault("32768")
        int longestInbound();

        /** Most frames a game server may send a minute; beyond it the socket is closed. */
        @WithDefault("120")
        int inboundPerMinute();

        /** How often a socket looks at its clocks. */
        @WithDefault("PT1S")
        Duration tick();

        /** How long a closed socket has for its goodbye before the connection is cut. */
        @WithDefault("PT2S")
        Duration closeGrace();

        /** How long a stopping instance takes at most to close its sockets, in batches. */
        @WithDefault("PT10S")
        Duration drainTime();

        /** Sockets a stopping instance closes at once. */
        @WithDefault("500")
        int drainBatch();
    }
}
