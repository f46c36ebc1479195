package io.muster.bench.pipeline;

import io.muster.bench.books.Ledger;
import io.muster.bench.books.Outcome;
import io.muster.bench.books.TicketEntry;
import io.muster.bench.load.Backoff;
import io.muster.bench.load.TicketPlan;
import io.muster.client.MusterException;
import io.muster.client.RefusedException;
import io.muster.client.ticket.NewTicket;
import io.muster.client.ticket.Player;
import io.muster.client.ticket.Ticket;
import io.muster.client.ticket.TicketsApi;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The way of one ticket as its client goes it: create, perhaps cancel, wait for the end. Keeps going when services fail
 * and never loses track of what was confirmed to it.
 *
 * <p>A creation without answer may have been done. It is repeated; when the first one did arrive, the service answers 409
 * and names the ticket that exists, which is then the one in the books. Should that ticket already have found its match,
 * the repeat makes a second one: the books allow for that (see {@link TicketEntry#unansweredCreates()}).
 */
final class TicketJourney {

    private final TicketsApi tickets;
    private final EndSource ends;
    private final Ledger ledger;
    private final JourneyLog log;
    private final TicketPlan plan;
    private final String queue;
    private final long intendedNanos;
    private final long giveUpNanos;

    /**
     * @param giveUpNanos {@link System#nanoTime()} after which nothing is tried again
     */
    TicketJourney(
            TicketsApi tickets,
            EndSource ends,
            Ledger ledger,
            JourneyLog log,
            TicketPlan plan,
            String queue,
            long intendedNanos,
            long giveUpNanos) {
        this.tickets = tickets;
        this.ends = ends;
        this.ledger = ledger;
        this.log = log;
        this.plan = plan;
        this.queue = queue;
        this.intendedNanos = intendedNanos;
        this.giveUpNanos = giveUpNanos;
    }

    /** Goes the whole way. Completes, never with a failure, once the entry in the ledger is final. */
    CompletableFuture<Void> go() {
        log.started();
        return create(1).handle((end, failure) -> {
            Outcome outcome = ledger.get(plan.number()).outcome();
            log.finished(failure == null ? end : outcome, intendedNanos);
            return null;
        });
    }

    private CompletableFuture<Outcome> create(int attempt) {
        NewTicket ticket = NewTicket.of(queue, Player.of(plan.playerId(), Map.of("skill", plan.skill())));
        return step(
                () -> tickets.create(ticket, plan.playerId()),
                this::accepted,
                failure -> creationFailed(failure, attempt));
    }

    private CompletableFuture<Outcome> creationFailed(MusterException failure, int attempt) {
        Optional<String> existing = existingTicket(failure);
        if (existing.isPresent()) {
            return accepted(existing.get());
        }
        if (!failure.changedNothing()) {
            ledger.change(plan.number(), TicketEntry::unanswered);
        }
        boolean uncertain = ledger.get(plan.number()).unansweredCreates() > 0;
        if (failure.worthRepeating() && !isOver()) {
            return again(attempt, () -> create(attempt + 1));
        }
        return uncertain ? CompletableFuture.completedFuture(Outcome.UNKNOWN) : end(Outcome.REFUSED);
    }

    private static Optional<String> existingTicket(MusterException failure) {
        return failure instanceof RefusedException refused && refused.status() == 409
                ? refused.problem().text("ticketId")
                : Optional.empty();
    }

    private CompletableFuture<Outcome> accepted(String ticketId) {
        ledger.change(plan.number(), entry -> entry.accepted(ticketId));
        log.accepted(intendedNanos);
        plan.cancelAfter().ifPresent(delay -> later(delay).execute(() -> cancel(ticketId)));
        return await(ticketId, 1);
    }

    /** Asks once; whether it worked is learned like everything else, by reading the ticket. */
    private void cancel(String ticketId) {
        CompletableFuture<Void> _ = tickets.cancel(ticketId).exceptionally(_ -> null);
    }

    private CompletableFuture<Outcome> await(String ticketId, int attempt) {
        return step(
                () -> ends.await(ticketId),
                ticket -> read(ticket, ticketId),
                failure -> isOver()
                        ? CompletableFuture.completedFuture(Outcome.OPEN)
                        : again(attempt, () -> await(ticketId, attempt + 1)));
    }

    private CompletableFuture<Outcome> read(Ticket ticket, String ticketId) {
        return switch (ticket.state()) {
            case ASSIGNED -> assigned(ticket);
            case CANCELLED -> end(Outcome.CANCELLED);
            case EXPIRED -> end(Outcome.EXPIRED);
            case FAILED -> end(Outcome.FAILED);
            case WAITING, CLAIMED -> isOver() ? CompletableFuture.completedFuture(Outcome.OPEN) : await(ticketId, 1);
        };
    }

    private CompletableFuture<Outcome> assigned(Ticket ticket) {
        String connection =
                ticket.assignment() == null ? null : ticket.assignment().connection();
        ledger.change(plan.number(), entry -> entry.assigned(ticket.sessionId(), connection));
        return CompletableFuture.completedFuture(Outcome.ASSIGNED);
    }

    private CompletableFuture<Outcome> end(Outcome outcome) {
        ledger.change(plan.number(), entry -> entry.ended(outcome));
        return CompletableFuture.completedFuture(outcome);
    }

    private CompletableFuture<Outcome> again(int attempt, Supplier<CompletableFuture<Outcome>> step) {
        log.repeated();
        return CompletableFuture.supplyAsync(() -> null, later(Backoff.before(plan.number(), attempt)))
                .thenCompose(_ -> step.get());
    }

    private boolean isOver() {
        return System.nanoTime() - giveUpNanos > 0;
    }

    private static Executor later(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
    }

    private interface Failed {
        CompletableFuture<Outcome> then(MusterException failure);
    }

    private interface Succeeded<T> {
        CompletableFuture<Outcome> then(T value);
    }

    private static <T> CompletableFuture<Outcome> step(
            Supplier<CompletableFuture<T>> call, Succeeded<T> succeeded, Failed failed) {
        return call.get()
                .thenApply(Result::of)
                .exceptionally(Result::failed)
                .thenCompose(result ->
                        result.failure() == null ? succeeded.then(result.value()) : failed.then(result.failure()));
    }

    /** Either a value or why there is none. */
    private record Result<T>(T value, MusterException failure) {

        static <T> Result<T> of(T value) {
            return new Result<>(value, null);
        }

        static <T> Result<T> failed(Throwable failure) {
            return new Result<>(null, reason(failure));
        }
    }

    /** Anything but an error of the API is an error of this program and ends the journey. */
    private static MusterException reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof MusterException reason) {
            return reason;
        }
        throw new CompletionException(cause);
    }
}
