package io.muster.bench.allocation;

import io.muster.bench.Progress;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.PoissonSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The parts of the benchmark, each on an allocation of its own that it removes again.
 */
final class AllocationRun {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(15);
    private static final String ANY = "{}";
    private static final String LABELLED =
            "{\"selectors\":[{\"match_labels\":{\"map\":\"moon\"}},{\"match_labels\":{\"map\":\"garden\"}}]}";

    private final AllocatorClient client;
    private final String name = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    private final AtomicInteger number = new AtomicInteger();

    AllocationRun(AllocatorClient client) {
        this.client = client;
    }

    /**
     * What a load came to.
     *
     * @param twice payloads that were handed out more than once
     */
    record Outcome(int granted, int refused, int twice, double perSecond, Histogram latency) {}

    /** Clients that each send their next request when the last one was answered. */
    Outcome closed(int payloads, int clients, int each) throws InterruptedException {
        return with(payloads, 1, allocation -> {
            Tally tally = new Tally();
            long start = System.nanoTime();
            IntStream.range(0, clients)
                    .mapToObj(_ -> again(allocation, tally, each))
                    .toList()
                    .forEach(CompletableFuture::join);
            return tally.outcome(System.nanoTime() - start);
        });
    }

    /** Requests with label selectors at Poisson-distributed times, whatever became of the ones before. */
    Outcome open(double rate, Duration length, long seed) throws InterruptedException {
        long[] arrivals = PoissonSchedule.arrivals(seed, rate, length);
        return with(arrivals.length, 1, allocation -> {
            Tally tally = new Tally();
            CompletableFuture<?>[] replies = new CompletableFuture<?>[arrivals.length];
            long start = System.nanoTime();
            OpenLoop.run(
                    arrivals,
                    start,
                    (piece, intended) -> replies[piece] = reserve(allocation, LABELLED, tally, intended));
            CompletableFuture.allOf(replies).join();
            return tally.outcome(System.nanoTime() - start);
        });
    }

    /** As many requests as one payload has seats, and some more. */
    Outcome seats(int seats, int tooMany) throws InterruptedException {
        String seat = "{\"selectors\":[{\"payload_state\":\"Reserved\"},{\"payload_state\":\"Ready\"}]}";
        return with(1, seats, allocation -> {
            Tally tally = new Tally();
            long start = System.nanoTime();
            IntStream.range(0, seats + tooMany)
                    .mapToObj(_ -> reserve(allocation, seat, tally, System.nanoTime()))
                    .toList()
                    .forEach(CompletableFuture::join);
            return tally.outcome(System.nanoTime() - start);
        });
    }

    /** Clients that are gone before they are answered; answers how many payloads are still reserved after the limit. */
    int killed(int clients) throws InterruptedException {
        return with(clients * 2, 1, allocation -> {
            for (int i = 0; i < clients; i++) {
                sendAndVanish(allocation);
            }
            TimeUnit.SECONDS.sleep(1);
            long end = System.nanoTime() + ENDED_WITHIN.toNanos();
            while (client.count(allocation, "Reserved") > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            return client.count(allocation, "Reserved");
        });
    }

    private interface Part<R> {
        R run(String allocation) throws InterruptedException;
    }

    private <R> R with(int payloads, int seats, Part<R> part) throws InterruptedException {
        String allocation = client.create(name + "-" + number.incrementAndGet(), payloads, seats, "garden");
        try {
            long end = System.nanoTime() + READY_WITHIN.toNanos();
            while (client.count(allocation, "Ready") < payloads) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(payloads + " payloads were not ready in time");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            Progress.say("%,d payloads are ready".formatted(payloads));
            return part.run(allocation);
        } finally {
            client.delete(allocation);
        }
    }

    private CompletableFuture<Void> again(String allocation, Tally tally, int left) {
        return left == 0
                ? CompletableFuture.completedFuture(null)
                : reserve(allocation, ANY, tally, System.nanoTime())
                        .thenCompose(_ -> again(allocation, tally, left - 1));
    }

    private CompletableFuture<Void> reserve(String allocation, String body, Tally tally, long intended) {
        return client.reserve(allocation, body).handle((reply, failure) -> {
            tally.add(reply, failure, System.nanoTime() - intended);
            return null;
        });
    }

    private void sendAndVanish(String allocation) {
        URI replica = client.anyReplica();
        String body = "{\"ttl_seconds\":2}";
        String request = "POST " + client.reservationsPath(allocation) + " HTTP/1.1\r\nHost: " + replica.getHost()
                + "\r\nAuthorization: Bearer " + client.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket(replica.getHost(), replica.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts answers; safe for use by several threads. */
    private static final class Tally {

        private final Histogram latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
        private final Map<String, Boolean> payloads = new ConcurrentHashMap<>();
        private final AtomicInteger granted = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger twice = new AtomicInteger();

        void add(AllocatorClient.Reply reply, Throwable failure, long nanos) {
            latency.recordValue(Math.min(LONGEST_NANOS, nanos));
            if (failure != null || !reply.granted()) {
                refused.incrementAndGet();
                return;
            }
            granted.incrementAndGet();
            if (payloads.put(reply.uid(), true) != null) {
                twice.incrementAndGet();
            }
        }

        Outcome outcome(long nanos) {
            return new Outcome(granted.get(), refused.get(), twice.get(), granted.get() * 1e9 / nanos, latency);
        }
    }
}
