package io.muster.client.ticket;

import io.muster.client.ApiCaller;
import io.muster.client.RefusedException;
import io.muster.client.http.Call;
import io.muster.client.http.Json;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The ends of tickets, learned from one stream for all of them. The stream is opened again whenever it ends; what ended
 * meanwhile is found by reading the tickets that are waited for. Safe for all threads.
 *
 * <p>An end may come before the caller knows the ticket's id, because the answer to its creation is still under way: the
 * latest {@value #MOST_EARLY} ends that nobody waited for are remembered.
 */
public final class TicketEnds implements AutoCloseable {

    private static final int MOST_EARLY = 10_000;

    /** Three signs of life of the service. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(250);

    /** Pause before a read that failed, and before one of a ticket that the stream will most likely tell of. */
    private static final Duration BEFORE_READ = Duration.ofSeconds(1);

    /** Longer than a creation may take, whose ticket may have ended while nobody listened. */
    private static final Duration UNSURE = Duration.ofSeconds(15);

    /** A ticket that has been waited for so long is read, whatever the stream says. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(30);

    private final ApiCaller caller;
    private final Call call;
    private final TicketsApi tickets;
    private final Lookups lookups = new Lookups(this::read);
    private final Map<String, Awaited> awaited = new HashMap<>();
    private final Map<String, Ticket> early = new LinkedHashMap<>();
    private boolean listening;
    private long listeningSince;

    /** Why nothing is told any more, or null. */
    private Throwable over;

    private record Awaited(CompletableFuture<Ticket> end, long lookedAt) {}

    TicketEnds(ApiCaller caller, Call call, TicketsApi tickets) {
        this.caller = caller;
        this.call = call;
        this.tickets = tickets;
    }

    void start() {
        connect();
        lookLater();
    }

    /**
     * Waits for the end of a ticket; does not make anything happen to it.
     *
     * @return the ticket with its id, queue, state, assignment, match and session. Fails when there is no such ticket, and
     *     when the service refuses the stream or it is closed; whoever is no longer interested cancels it
     */
    public CompletableFuture<Ticket> await(String ticketId) {
        CompletableFuture<Ticket> end;
        boolean unsure;
        synchronized (this) {
            if (over != null) {
                return CompletableFuture.failedFuture(over);
            }
            Ticket known = early.remove(ticketId);
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
            end = awaited.computeIfAbsent(ticketId, _ -> new Awaited(new CompletableFuture<>(), System.nanoTime()))
                    .end();
            unsure = listening && System.nanoTime() - listeningSince < UNSURE.toNanos();
        }
        if (unsure) {
            readLater(ticketId);
        }
        return end;
    }

    private void connect() {
        if (isOver()) {
            return;
        }
        CompletableFuture<Void> _ = caller.listen(call, LONGEST_SILENCE, this::told)
                .whenComplete((_, failure) -> {
                    stopped();
                    if (refusal(failure)
                            .filter(refused -> !refused.worthRepeating())
                            .isPresent()) {
                        end(failure);
                    } else {
                        after(BEFORE_NEXT_TRY).execute(this::connect);
                    }
                });
    }

    private void told(Buffer message) {
        if (isOver()) {
            throw new CancellationException("Nobody listens any more.");
        }
        Ticket[] ends = Json.read(message, Ticket[].class);
        if (isFirst()) {
            lookups.add(waitedFor(0));
        }
        for (Ticket end : ends) {
            ended(end);
        }
    }

    private void ended(Ticket end) {
        Awaited waiting;
        synchronized (this) {
            waiting = awaited.remove(end.id());
            if (waiting == null) {
                early.put(end.id(), end);
                if (early.size() > MOST_EARLY) {
                    early.remove(early.keySet().iterator().next());
                }
            }
        }
        if (waiting != null) {
            waiting.end().complete(end);
        }
    }

    private CompletableFuture<?> read(String ticketId) {
        if (!isAwaited(ticketId)) {
            return CompletableFuture.completedFuture(null);
        }
        return tickets.get(ticketId)
                .thenAccept(ticket -> {
                    if (ticket.hasEnded()) {
                        ended(ticket);
                    }
                })
                .exceptionally(failure -> {
                    if (refusal(failure)
                            .filter(refused -> refused.status() == 404)
                            .isPresent()) {
                        fail(ticketId, failure);
                    } else {
                        readLater(ticketId);
                    }
                    return null;
                });
    }

    /** The end may have come while nobody listened, and will not come again: it must be read, however often that fails. */
    private void readLater(String ticketId) {
        after(BEFORE_READ).execute(() -> lookups.add(List.of(ticketId)));
    }

    private synchronized boolean isAwaited(String ticketId) {
        return awaited.containsKey(ticketId);
    }

    private void fail(String ticketId, Throwable failure) {
        Awaited waiting;
        synchronized (this) {
            waiting = awaited.remove(ticketId);
        }
        if (waiting != null) {
            waiting.end().completeExceptionally(failure);
        }
    }

    private void lookLater() {
        after(LOOK_AFTER.dividedBy(3)).execute(() -> {
            if (!isOver()) {
                lookups.add(waitedFor(LOOK_AFTER.toNanos()));
                lookLater();
            }
        });
    }

    /** Tickets that nobody has looked at for so long, which counts as a look. */
    private synchronized List<String> waitedFor(long nanos) {
        long now = System.nanoTime();
        awaited.values().removeIf(waiting -> waiting.end().isDone());
        List<String> due = new ArrayList<>();
        awaited.replaceAll((ticketId, waiting) -> {
            if (now - waiting.lookedAt() < nanos) {
                return waiting;
            }
            due.add(ticketId);
            return new Awaited(waiting.end(), now);
        });
        return due;
    }

    private synchronized boolean isFirst() {
        boolean first = !listening;
        if (first) {
            listening = true;
            listeningSince = System.nanoTime();
        }
        return first;
    }

    private synchronized void stopped() {
        listening = false;
    }

    private synchronized boolean isOver() {
        return over != null;
    }

    private static Optional<RefusedException> refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RefusedException refused ? Optional.of(refused) : Optional.empty();
    }

    private static Executor after(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Listens no more. Whoever still waits learns that he waits in vain. */
    @Override
    public void close() {
        end(new CancellationException("The stream of ends was closed."));
    }

    private void end(Throwable reason) {
        List<Awaited> left;
        synchronized (this) {
            over = reason;
            left = List.copyOf(awaited.values());
            awaited.clear();
        }
        left.forEach(waiting -> waiting.end().completeExceptionally(reason));
    }
}
