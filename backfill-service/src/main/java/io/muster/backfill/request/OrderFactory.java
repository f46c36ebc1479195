package io.muster.backfill.request;

import io.muster.backfill.seat.Command;
import io.muster.backfill.seat.Command.Actor;
import io.muster.backfill.seat.Reply;
import io.muster.backfill.store.Target;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.CurrentCaller;
import io.muster.runtime.security.Role;
import io.muster.runtime.trace.CurrentTrace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.Function;

/** Sends the commands of the request at hand, in the name of its caller. */
@RequestScoped
class OrderFactory {

    private final OrderService orders;
    private final CurrentCaller caller;
    private final CurrentTrace trace;

    OrderFactory(OrderService orders, CurrentCaller caller, CurrentTrace trace) {
        this.orders = orders;
        this.caller = caller;
        this.trace = trace;
    }

    /** The caller as the seats know him; a service acts for every server of its namespace. */
    Actor actor() {
        Caller who = caller.get();
        return new Actor(who.namespace(), who.is(Role.SERVICE) ? null : who.subject());
    }

    /** Carries out a command about one backfill ticket; fails with the problem its refusal makes. */
    Uni<Reply.Done> onTicket(String backfillId, Function<Actor, Command> command) {
        return on(new Target.Ticket(backfillId), backfillId, command);
    }

    Uni<Reply.Done> on(Target target, String asked, Function<Actor, Command> command) {
        Actor actor = actor();
        return orders.submit(new Order(actor.namespace(), target, command.apply(actor), trace.get()))
                .map(reply -> ReplyMapper.done(reply, asked));
    }
}
