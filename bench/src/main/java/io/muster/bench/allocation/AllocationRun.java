package io.muster.bench.allocation;

import io.muster.bench.Progress;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.PoissonSchedule;
import io.vertx.core.buffer.Buffer;
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
import java.util.function.BooleanSupplier;
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
    private static final Duration CALLS_ARRIVE_WITHIN = Duration.ofSeconds(5);
    private static final Buffer ANY = Buffer.buffer("{}");
    private static final String LIMITED = "{\"ttl_seconds\":2}";
    private static final Buffer LABELLED = Buffer.buffer(
            "{\"selectors\":[{\"match_labels\":{\"map\":\"moon\"}},{\"match_labels\":{\"map\":\"garden\"}}]}");
    private static final Buffer SEAT =
            Buffer.buffer("{\"selectors\":[{\"payload_state\":\"Reserved\"},{\"payload_state\":\"Ready\"}]}");

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
        return with(1, seats, allocation -> {
            Tally tally = new Tally();
            long start = System.nanoTime();
            IntStream.range(0, seats + tooMany)
                    .mapToObj(_ -> reserve(allocation, SEAT, tally, System.nanoTime()))
                    .toList()
                    .forEach(CompletableFuture::join);
            return tally.outcome(System.nanoTime() - start);
        });
    }

    /**
     * What became of calls whose clients were gone before they were answered.
     *
     * @param lost reservations that were made for them
     * @param orphans payloads still reserved for nobody after the time limit
     */
    record Vanished(long lost, int orphans) {}

    /** Clients that confirm one reservation, ask for another, and are gone before they are answered. */
    Vanished vanishing(int clients) throws InterruptedException {
        return with(clients * 3, 1, allocation -> {
            for (int i = 0; i < clients; i++) {
                AllocatorClient.Reply reply =
                        client.reserve(allocation, Buffer.buffer(LIMITED)).join();
                client.confirm(allocation, reply.reservation());
                sendAndVanish(allocation);
            }
            waitUntil(CALLS_ARRIVE_WITHIN, () -> client.reservations(allocation).count() == 2L * clients);
            waitUntil(ENDED_WITHIN, () -> client.count(allocation, "Reserved") <= clients);
            long lost = client.reservations(allocation)
                    .filter("unconfirmed"::equals)
                    .count();
            return new Vanished(lost, client.count(allocation, "Reserved") - clients);
        });
    }

    private static boolean waitUntil(Duration patience, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return true;
    }

    private interface Part<R> {
        R run(String allocation) throws InterruptedException;
    }

    private <R> R with(int payloads, int seats, Part<R> part) throws InterruptedException {
        String allocation = client.create(name + "-" + number.incrementAndGet(), payloads, seats, "garden");
        try {
            if (!waitUntil(READY_WITHIN, () -> client.count(allocation, "Ready") >= payloads)) {
                throw new IllegalStateException(payloads + " payloads were not ready in time");
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

    private CompletableFuture<Void> reserve(String allocation, Buffer body, Tally tally, long intended) {
        return client.reserve(allocation, body).handle((reply, failure) -> {
            tally.add(reply, failure, System.nanoTime() - intended);
            return null;
        });
    }

    private void sendAndVanish(String allocation) throws InterruptedException {
        URI replica = client.anyReplica();
        String request = "POST " + client.reservationsPath(allocation) + " HTTP/1.1\r\nHost: " + replica.getHost()
                + "\r\nAuthorization: Bearer " + client.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + LIMITED.length() + "\r\n\r\n" + LIMITED;
        try (Socket socket = new Socket(replica.getHost(), replica.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            TimeUnit.MILLISECONDS.sleep(1);
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
            if (failure != null) {
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
