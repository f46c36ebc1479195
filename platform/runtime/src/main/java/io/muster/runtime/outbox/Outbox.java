package io.muster.runtime.outbox;

import io.muster.runtime.event.EncodedEvent;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Events that commit together with the state change they report (design, section 5, rule 1); the {@link OutboxRelay}
 * publishes them.
 *
 * <p>Events of one key leave in the order in which their rows were added. That is the order of the changes as long as the
 * transaction has changed, or locked, the row of the entity before it adds the event: then no other transaction can add
 * one for the same entity in between.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT = """
            insert into outbox (topic, partition, key, event_id, event_type, event_time, traceparent, payload)
            select e.topic, e.partition, e.key, e.event_id, e.event_type, e.event_time, e.traceparent, e.payload
            from unnest(cast(:topics as text[]), cast(:partitions as int[]), cast(:keys as text[]),
                        cast(:ids as text[]), cast(:types as text[]), cast(:times as text[]),
                        cast(:traces as text[]), cast(:payloads as text[])) with ordinality
                 as e(topic, partition, key, event_id, event_type, event_time, traceparent, payload, position)
            """;

    private final EventCodec codec;
    private final OutboxRelay relay;

    public Outbox(EventCodec codec, OutboxRelay relay) {
        this.codec = codec;
        this.relay = relay;
    }

    /** Adds the events to the caller's transaction, in the order of the list. */
    public Uni<Void> add(Mutiny.StatelessSession session, List<? extends Outgoing<?>> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Mutiny.MutationQuery insert = session.createNativeQuery(insertIf("true"));
        bind(insert, events);
        return insert.executeUpdate().replaceWithVoid();
    }

    /**
     * SQL that adds events, for a service whose change of state is one statement: as part of its {@code with} clause they
     * commit together. {@link #bind} sets the parameters.
     *
     * @param condition whether to add them, in SQL
     */
    public static String insertIf(String condition) {
        return INSERT + "where " + condition + " order by e.position";
    }

    /** Sets the events of a statement that contains {@link #insertIf}, to be added in the order of the list. */
    public void bind(Mutiny.AbstractQuery insert, List<? extends Outgoing<?>> events) {
        bindEncoded(insert, encode(events));
    }

    /** As {@link #bind(Mutiny.AbstractQuery, List)}. */
    public void bind(Mutiny.AbstractQuery insert, FirstEvents events) {
        bindEncoded(insert, events.events());
    }

    private static void bindEncoded(Mutiny.AbstractQuery insert, List<EncodedEvent> rows) {
        insert.setParameter("topics", column(rows, EncodedEvent::topic, String[]::new))
                .setParameter("partitions", column(rows, EncodedEvent::partition, Integer[]::new))
                .setParameter("keys", column(rows, EncodedEvent::key, String[]::new))
                .setParameter("ids", column(rows, EncodedEvent::id, String[]::new))
                .setParameter("types", column(rows, EncodedEvent::type, String[]::new))
                .setParameter("times", column(rows, EncodedEvent::time, String[]::new))
                .setParameter("traces", column(rows, EncodedEvent::traceparent, String[]::new))
                .setParameter("payloads", column(rows, EncodedEvent::payload, String[]::new));
    }

    /** Events that are the first of their keys; to be asked for before the statement that stores them. */
    public FirstEvents first(List<? extends Outgoing<?>> events) {
        return new FirstEvents(encode(events), relay.now());
    }

    /**
     * Tells the relay that first events are committed; it publishes them without reading them if it leads. Cheap, never
     * blocks. A process that dies before, or does not call it, loses nothing: the rows are there.
     *
     * @param ids of their rows, in the order of the events
     */
    public void committed(FirstEvents events, List<Long> ids) {
        List<OutboxRow> rows = IntStream.range(0, ids.size())
                .mapToObj(i -> new OutboxRow(ids.get(i), events.events().get(i)))
                .toList();
        relay.handOver(events.since(), rows);
    }

    /** Tells the relay that there is something to publish; call it after the commit. Cheap, never blocks. */
    public void wake() {
        relay.wake();
    }

    private List<EncodedEvent> encode(List<? extends Outgoing<?>> events) {
        return events.stream().<EncodedEvent>map(codec::encode).toList();
    }

    private static <T> T[] column(List<EncodedEvent> rows, Function<EncodedEvent, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
