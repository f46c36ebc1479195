package io.muster.allocator.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadState;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks at payloads and their pods, one look per payload at a time, and does what {@link PodPolicy} says. It is told of
 * changes of rows by this replica and of pods by the cluster's watch, and looks at everything once in a while for what
 * nobody told it. Every replica does; that they do the same does no harm.
 */
@ApplicationScoped
class PodWorker {

    private static final Logger LOG = Logger.getLogger(PodWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOOKS_AT_ONCE = 32;

    private enum Progress {
        RUNNING,
        /** Something happened meanwhile: look once more. */
        AGAIN
    }

    private final Database database;
    private final PayloadStore store;
    private final PayloadService payloads;
    private final PodClient client;
    private final PodStartService starter;
    private final AllocatorSettings settings;
    private final Map<String, Progress> looking = new ConcurrentHashMap<>();
    private final Semaphore looks = new Semaphore(LOOKS_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile SharedIndexInformer<Pod> known;

    PodWorker(
            Database database,
            PayloadStore store,
            PayloadService payloads,
            PodClient client,
            PodStartService starter,
            AllocatorSettings settings) {
        this.database = database;
        this.store = store;
        this.payloads = payloads;
        this.client = client;
        this.starter = starter;
        this.settings = settings;
    }

    /** Begins to watch the cluster; the first list adopts what runs from before. Goes on trying while it is away. */
    void start() {
        known = client.informer(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                look(pod);
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                look(pod);
            }

            @Override
            public void onDelete(Pod pod, boolean unknownState) {
                look(pod);
            }
        });
        known.start();
    }

    /** Stops watching; pods go on running. */
    void stop() {
        SharedIndexInformer<Pod> watching = known;
        known = null;
        if (watching != null) {
            watching.stop();
        }
    }

    /** Looks at every payload and pod that do not agree with each other. */
    Uni<Void> lookAtAll() {
        SharedIndexInformer<Pod> informer = known;
        if (!watching()) {
            return Uni.createFrom().voidItem();
        }
        return database.read(session -> store.ofRuntime(session, RuntimeKind.KUBERNETES))
                .invoke(all -> {
                    Set<String> gone = informer.getIndexer().list().stream()
                            .map(PodWorker::payloadOf)
                            .collect(Collectors.toCollection(HashSet::new));
                    all.forEach(payload -> gone.remove(payload.uid()));
                    gone.forEach(this::look);
                    all.stream()
                            .filter(payload -> !decide(Optional.of(payload), knownOf(payload.uid()))
                                    .isEmpty())
                            .forEach(payload -> look(payload.uid()));
                })
                .replaceWithVoid();
    }

    /** Looks at a payload soon; does nothing unless the runtime is enabled. */
    void look(String uid) {
        if (known == null || uid.isEmpty()) {
            return;
        }
        Progress now = looking.merge(uid, Progress.RUNNING, (_, _) -> Progress.AGAIN);
        if (now == Progress.RUNNING) {
            threads.execute(() -> lookNow(uid));
        }
    }

    private void look(Pod pod) {
        look(payloadOf(pod));
    }

    private void lookNow(String uid) {
        boolean again = true;
        while (again) {
            try {
                looks.acquire();
                try {
                    if (watching()) {
                        act(uid);
                    }
                } finally {
                    looks.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warnf("pods of payload %s are looked at again later: %s", uid, e.getMessage());
            }
            again = looking.computeIfPresent(uid, (_, progress) -> progress == Progress.AGAIN ? Progress.RUNNING : null)
                    != null;
        }
    }

    private void act(String uid) throws InterruptedException {
        Optional<Payload> payload =
                database.read(session -> store.find(session, List.of(uid))).await().atMost(PATIENCE).stream()
                        .findFirst();
        for (PodAction action : decide(payload, podsOf(uid, payload))) {
            switch (action) {
                case PodAction.Create create -> starter.start(payload.orElseThrow(), create.attempt());
                case PodAction.Delete delete -> client.delete(delete.pod(), settings.shutdownGrace());
                case PodAction.Place place -> tell(uid, starter.placed(place.pod()));
                case PodAction.Tell tell -> tell(uid, tell.command());
            }
        }
    }

    /** A pod that is not known of yet may be there; only the cluster can say that it is not. */
    private List<PodView> podsOf(String uid, Optional<Payload> payload) {
        List<PodView> pods = knownOf(uid);
        boolean mayBeNew = payload.isPresent() && payload.get().state() == PayloadState.CREATING;
        boolean complete = payload.isEmpty()
                || mayBeNew
                || pods.stream().anyMatch(pod -> pod.attempt() == PodPolicy.attempt(payload.get()));
        return complete ? pods : client.podsOf(uid);
    }

    private List<PodView> knownOf(String uid) {
        SharedIndexInformer<Pod> informer = known;
        return informer == null
                ? List.of()
                : informer.getIndexer().byIndex(PodClient.BY_PAYLOAD, uid).stream()
                        .map(PodView::of)
                        .toList();
    }

    private List<PodAction> decide(Optional<Payload> payload, List<PodView> pods) {
        return PodPolicy.decide(payload, pods, settings.kubernetes().pendingTimeout(), payloads.now());
    }

    private void tell(String uid, PayloadCommand command) {
        PayloadService.Answer answer = payloads.command(uid, command).await().atMost(PATIENCE);
        LOG.debugf("payload %s: %s: %s", uid, command, answer.reply());
    }

    private boolean watching() {
        SharedIndexInformer<Pod> informer = known;
        return informer != null && informer.hasSynced();
    }

    private static String payloadOf(Pod pod) {
        return pod.getMetadata().getLabels().getOrDefault(PodTemplate.PAYLOAD, "");
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
