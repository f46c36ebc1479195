package io.muster.bench.stack;

import io.muster.client.Service;
import io.muster.client.token.TokenSource;
import io.muster.launcher.secret.TokenSigner;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFile;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stack that is measured, as its launcher knows it. Read once; a process that is started again later has another pid
 * and drops out of the meter.
 */
public final class Stack {

    private static final String NAMESPACE = "bench";
    private static final Duration TOKEN_LIFE = Duration.ofHours(2);

    private final StackFolder folder;
    private final StackState state;

    private Stack(StackFolder folder, StackState state) {
        this.folder = folder;
        this.state = state;
    }

    /**
     * The stack that runs with its data in a folder.
     *
     * @throws io.muster.launcher.LauncherException when none runs there
     */
    public static Stack running(Path data) {
        StackFolder folder = new StackFolder(Path.of("."), data);
        return new Stack(folder, new StackFile(folder).require());
    }

    /** Address of the API gateway. */
    public URI gateway() {
        return address(state.only(PartName.GATEWAY));
    }

    /** Addresses of all replicas of a service. */
    public List<URI> addresses(Service service) {
        return state.all(PartName.of(service.serviceName())).stream()
                .map(Stack::address)
                .toList();
    }

    /** A meter over all processes of the stack and this one. */
    public Meter meter() {
        Map<String, Long> pids = new LinkedHashMap<>();
        state.parts().forEach(part -> pids.put(part.id().fileName(), part.pid()));
        pids.put("bench", ProcessHandle.current().pid());
        return new Meter(pids);
    }

    /** Number of replicas by service, infrastructure included. */
    public Map<String, Integer> replicas() {
        Map<String, Integer> replicas = new TreeMap<>();
        state.parts().forEach(part -> replicas.merge(part.id().name().text(), 1, Integer::sum));
        return replicas;
    }

    /** The namespace everything is measured in. */
    public String namespace() {
        return NAMESPACE;
    }

    /** A token that lets one backend edit configs and allocations and create tickets for players. */
    public TokenSource backendToken() {
        String token = TokenSigner.from(folder.signingKey())
                .sign(NAMESPACE, "bench", List.of("service", "developer"), Instant.now(), TOKEN_LIFE);
        return TokenSource.fixed(token);
    }

    private static URI address(Part part) {
        return URI.create("http://127.0.0.1:" + part.port());
    }
}
