package io.muster.match.pool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an instance is called that nobody has given a name: same host, same port, same instance. */
final class InstanceName {

    /** Group members are named like topics. */
    private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9._-]");

    private static final int LONGEST = 200;

    private InstanceName() {}

    /** Empty when the host does not know its own name. */
    static Optional<String> ofThisHost(int port) {
        try {
            return of(InetAddress.getLocalHost().getHostName(), port);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * The name for an instance.
     *
     * @param port where it listens; 0, any free one, may be another one after a restart and so makes no name
     */
    static Optional<String> of(String host, int port) {
        if (port == 0) {
            return Optional.empty();
        }
        String legal = FOREIGN.matcher(host).replaceAll("_");
        return Optional.of(legal.substring(0, Math.min(legal.length(), LONGEST)) + '-' + port);
    }
}
