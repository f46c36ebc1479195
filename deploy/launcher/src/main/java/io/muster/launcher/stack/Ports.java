package io.muster.launcher.stack;

import io.muster.launcher.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds free ports below the range from which the operating system takes ports for outgoing connections, so that the port
 * of a part that was killed is still free when it starts again, and above the range the allocator gives to payloads.
 */
public final class Ports {

    private static final int LOWEST = 25_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    public Ports(RandomGenerator random) {
        this.random = random;
    }

    /** A port that nobody listens on and that this object has not given before. */
    public int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new LauncherException("found no free port between " + LOWEST + " and " + HIGHEST);
    }

    /** Takes the port a user asked for. */
    public int fixed(int port) {
        if (!isFree(port)) {
            throw new LauncherException(
                    "port " + port + " is taken by another program; stop it or choose another port with --port");
        }
        given.add(port);
        return port;
    }

    /** Whether a server could listen there, on all addresses or on loopback only. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port))
                && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
