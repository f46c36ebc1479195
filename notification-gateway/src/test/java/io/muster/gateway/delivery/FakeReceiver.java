package io.muster.gateway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection that writes down what it is told. */
public final class FakeReceiver implements Receiver {

    private final String namespace;
    private final String serverId;
    private final String connectionId;
    private final Instant connectedAt;
    private final List<String> offered = new CopyOnWriteArrayList<>();
    private volatile boolean wasReplaced;
    private volatile boolean wasSentAway;

    public FakeReceiver(String namespace, String serverId, String connectionId, Instant connectedAt) {
        this.namespace = namespace;
        this.serverId = serverId;
        this.connectionId = connectionId;
        this.connectedAt = connectedAt;
    }

    /** Ids of the messages handed over. */
    public List<String> offered() {
        return offered;
    }

    public boolean wasReplaced() {
        return wasReplaced;
    }

    public boolean wasSentAway() {
        return wasSentAway;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public String serverId() {
        return serverId;
    }

    @Override
    public String connectionId() {
        return connectionId;
    }

    @Override
    public Instant connectedAt() {
        return connectedAt;
    }

    @Override
    public void offer(Letter letter) {
        offered.add(letter.notificationId());
    }

    @Override
    public void replaced() {
        wasReplaced = true;
    }

    @Override
    public void restart() {
        wasSentAway = true;
    }
}
