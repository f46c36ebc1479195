package io.muster.allocator.host;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.local.LocalApiService;
import io.muster.allocator.node.NodeService;
import io.muster.allocator.payload.Endpoint;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadState;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Payloads as processes of this host. Each step is committed before the next is done, and what runs can be told from the
 * data folder, so that a successor after a crash neither starts a program twice nor loses one.
 *
 * <p>Everything that blocks does so on virtual threads; at most {@link #STARTING_AT_ONCE} programs are started at once.
 */
@ApplicationScoped
public class ProcessRuntime implements PayloadRuntime {

    private static final Logger LOG = Logger.getLogger(ProcessRuntime.class);
    private static final int STARTING_AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Payloads written in Java find the service's own first, whatever else the host has. */
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin").toString();

    private final PayloadService payloads;
    private final PortAssignmentService ports;
    private final ServerTokenClient tokens;
    private final LocalApiService localApi;
    private final AllocatorSettings settings;
    private final Path folder;
    private final Map<String, PayloadProcess> running = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore starts = new Semaphore(STARTING_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public ProcessRuntime(
            PayloadService payloads,
            PortAssignmentService ports,
            ServerTokenClient tokens,
            LocalApiService localApi,
            NodeService nodes,
            AllocatorSettings settings) {
        this.payloads = payloads;
        this.ports = ports;
        this.tokens = tokens;
        this.localApi = localApi;
        this.settings = settings;
        this.folder = nodes.folder().resolve("payloads");
    }

    @Override
    public RuntimeKind kind() {
        return RuntimeKind.PROCESS;
    }

    @Override
    public void start(Payload payload, PayloadSpec spec) {
        if (!running.containsKey(payload.uid())) {
            once(payload.uid(), () -> {
                starts.acquire();
                try {
                    launch(payload, spec);
                } finally {
                    starts.release();
                }
            });
        }
    }

    @Override
    public void stop(Payload payload) {
        once(payload.uid(), () -> {
            PayloadProcess process = running.get(payload.uid());
            if (process == null || !endedInTime(process)) {
                command(payload.uid(), new PayloadCommand.Clear());
            }
        });
    }

    /** Takes over a payload of this replica's predecessor: watches it when it runs, reports its end when it does not. */
    public void adopt(Payload payload) {
        Optional<PayloadProcess> process =
                PayloadProcess.find(folderOf(payload.uid()), payload.identity().serverId());
        process.ifPresentOrElse(
                found -> {
                    LOG.infof("payload %s runs as process %d and is taken over", payload.uid(), found.processId());
                    watch(payload.uid(), found);
                },
                () -> threads.execute(() -> reportEnd(payload)));
    }

    /** Bounds the output of what runs. */
    public Uni<Void> boundOutputs() {
        long limit = settings.processes().outputLimit();
        return Uni.createFrom()
                .<Void>emitter(emitter -> threads.execute(() -> {
                    running.values().forEach(process -> process.folder().boundOutput(limit));
                    emitter.complete(null);
                }));
    }

    /** Removes output of payloads that ended long ago, or that there is too much of. */
    public Uni<Void> pruneOutputs() {
        OutputPruning pruning = new OutputPruning(
                settings.processes().outputRetention(), settings.processes().outputTotal());
        return Uni.createFrom()
                .emitter(emitter -> threads.execute(() -> {
                    try {
                        int removed = pruning.prune(folder, running(), payloads.now());
                        if (removed > 0) {
                            LOG.infof("output of %d payloads was removed", removed);
                        }
                        emitter.complete(null);
                    } catch (RuntimeException e) {
                        emitter.fail(e);
                    }
                }));
    }

    /** Uids of the payloads whose processes run. */
    public Set<String> running() {
        return Set.copyOf(running.keySet());
    }

    /** The output that is kept of a payload. */
    public Path outputOf(String uid) {
        return folderOf(uid).output();
    }

    private void launch(Payload payload, PayloadSpec spec) throws InterruptedException {
        String uid = payload.uid();
        try {
            Payload placed = payload.state() == PayloadState.CREATING ? place(uid, spec) : payload;
            Optional<String> token = tokens.tokenFor(payload.identity());
            Map<String, String> environment =
                    PayloadEnvironment.of(placed.identity(), placed.endpoint(), spec, system(uid, token));
            List<String> command = PayloadEnvironment.command(spec, environment);
            if (command(uid, new PayloadCommand.Launch()).accepted()) {
                watch(
                        uid,
                        PayloadProcess.start(folderOf(uid), payload.identity().serverId(), command, environment));
            }
        } catch (RuntimeException e) {
            LOG.warnf("payload %s was not started: %s", uid, e.getMessage());
            command(uid, new PayloadCommand.FailToLaunch(String.valueOf(e.getMessage())));
            command(uid, new PayloadCommand.RootExited(null));
        }
    }

    private Payload place(String uid, PayloadSpec spec) {
        Endpoint endpoint = ports.assign(uid, spec.ports()).await().atMost(PATIENCE);
        PayloadService.Answer answer = command(uid, new PayloadCommand.Prepare(endpoint));
        if (!answer.accepted()) {
            throw new IllegalStateException("it is not to be started any more");
        }
        return answer.payload();
    }

    private Map<String, String> system(String uid, Optional<String> token) {
        Map<String, String> system = new LinkedHashMap<>();
        system.put("ORCHESTRATION_PAYLOAD_API", localApi.baseOf(uid));
        system.put("MUSTER_SERVER_TOKEN", token.orElse(null));
        system.put(
                "MUSTER_GATEWAY_URL",
                settings.access().gatewayUrl().map(ServerSocketAddress::of).orElse(null));
        system.put("MUSTER_API_URL", settings.access().apiUrl().orElse(null));
        system.put("PATH", JAVA + File.pathSeparator + System.getenv("PATH"));
        return system;
    }

    private void watch(String uid, PayloadProcess process) {
        running.put(uid, process);
        threads.execute(() -> {
            process.ended().join();
            ended(uid, process);
        });
    }

    /** What the program started and left behind goes with it. */
    private void ended(String uid, PayloadProcess process) {
        process.kill();
        running.remove(uid);
        Integer code = exitCode(process.folder());
        LOG.infof("payload %s ended with code %s", uid, code);
        PayloadService.Answer answer = command(uid, new PayloadCommand.RootExited(code));
        if (answer.payload() != null && answer.payload().state() == PayloadState.UNHEALTHY) {
            command(uid, new PayloadCommand.Clear());
        }
    }

    private void reportEnd(Payload payload) {
        switch (payload.state()) {
            case STARTING, READY, RESERVED ->
                command(payload.uid(), new PayloadCommand.RootExited(exitCode(folderOf(payload.uid()))));
            case SHUTDOWN, UNHEALTHY -> command(payload.uid(), new PayloadCommand.Clear());
            case CREATING, PREPARING, ERROR, UNKNOWN -> LOG.debugf("payload %s does not run yet", payload.uid());
        }
    }

    /** Politely, then not; the watcher reports the end. False when the end could not be brought about. */
    private boolean endedInTime(PayloadProcess process) throws InterruptedException {
        process.terminate();
        if (awaitEnd(process, settings.shutdownGrace())) {
            return true;
        }
        LOG.infof("process %d did not end within %s and is killed", process.processId(), settings.shutdownGrace());
        process.kill();
        return awaitEnd(process, PATIENCE);
    }

    private static boolean awaitEnd(PayloadProcess process, Duration wait) throws InterruptedException {
        try {
            process.ended().get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Integer exitCode(PayloadFolder folder) {
        return folder.exitCode().isPresent() ? folder.exitCode().getAsInt() : null;
    }

    private PayloadFolder folderOf(String uid) {
        return new PayloadFolder(folder.resolve(uid));
    }

    private PayloadService.Answer command(String uid, PayloadCommand command) {
        return payloads.command(uid, command).await().atMost(PATIENCE);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /** One piece of work per payload at a time; what is asked for meanwhile is asked for again by the next look. */
    private void once(String uid, Work work) {
        if (!busy.add(uid)) {
            return;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warnf(e, "payload %s is looked at again", uid);
            } finally {
                busy.remove(uid);
            }
        });
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
