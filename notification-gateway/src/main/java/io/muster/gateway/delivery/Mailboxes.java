package io.muster.gateway.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages that are neither delivered nor expired, by game server, in the order in which they came. Remembers the ids of
 * delivered ones until they expire, so that a message that is published twice is delivered once.
 *
 * <p>Bounded: beyond the limit the oldest messages are dropped, whoever they are for, and counted. Safe to use from any
 * thread; every call takes a short time under one lock.
 */
public final class Mailboxes {

    /** A message that is known; the letter is null once it needs no delivery any more. */
    private static final class Slot {
        private final String serverId;
        private final String notificationId;
        private final Instant expiresAt;
        private Letter letter;

        private Slot(Letter letter) {
            this.serverId = letter.serverId();
            this.notificationId = letter.notificationId();
            this.expiresAt = letter.expiresAt();
            this.letter = letter;
        }
    }

    private static final int SLOT_COST = 128;

    private final long mostBytes;
    private final int mostPerServer;
    private final Map<String, LinkedHashMap<String, Slot>> byServer = new HashMap<>();
    private final ArrayDeque<Slot> byAge = new ArrayDeque<>();
    private long bytes;
    private long dropped;

    /**
     * Empty mailboxes.
     *
     * @param mostBytes bound of all messages together
     * @param mostPerServer bound of messages of one server, delivered ones included
     */
    public Mailboxes(long mostBytes, int mostPerServer) {
        this.mostBytes = mostBytes;
        this.mostPerServer = mostPerServer;
    }

    /** Keeps a message. False when it is known already and need not be delivered again. */
    public synchronized boolean add(Letter letter, Instant now) {
        forgetExpired(now);
        LinkedHashMap<String, Slot> mailbox =
                byServer.computeIfAbsent(letter.serverId(), any -> new LinkedHashMap<>(2));
        if (mailbox.containsKey(letter.notificationId())) {
            return false;
        }
        if (mailbox.size() >= mostPerServer) {
            drop(mailbox.firstEntry().getValue());
        }
        Slot slot = new Slot(letter);
        byServer.computeIfAbsent(letter.serverId(), any -> mailbox).put(letter.notificationId(), slot);
        byAge.add(slot);
        bytes += SLOT_COST + letter.cost();
        while (bytes > mostBytes) {
            drop(byAge.remove());
        }
        return true;
    }

    /** What is to be delivered to a server, oldest first. */
    public synchronized List<Letter> of(String serverId, Instant now) {
        List<Letter> letters = new ArrayList<>();
        byServer.getOrDefault(serverId, new LinkedHashMap<>()).values().forEach(slot -> {
            if (slot.letter != null && now.isBefore(slot.expiresAt)) {
                letters.add(slot.letter);
            }
        });
        return letters;
    }

    /** Forgets the content of a delivered message, not that it was. */
    public synchronized void delivered(String serverId, String notificationId) {
        Map<String, Slot> mailbox = byServer.get(serverId);
        Slot slot = mailbox == null ? null : mailbox.get(notificationId);
        if (slot != null && slot.letter != null) {
            bytes -= slot.letter.cost();
            slot.letter = null;
        }
    }

    /** Forgets what nobody fetched in time. */
    public synchronized void forgetExpired(Instant now) {
        while (!byAge.isEmpty() && !now.isBefore(byAge.peek().expiresAt)) {
            forget(byAge.remove());
        }
    }

    /** Whether nothing is known of a server, delivered or not. */
    public synchronized boolean isEmpty(String serverId) {
        return !byServer.containsKey(serverId);
    }

    /** Bytes kept, by estimate. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Undelivered messages dropped because there were too many. */
    public synchronized long dropped() {
        return dropped;
    }

    private void drop(Slot slot) {
        if (slot.letter != null) {
            dropped++;
        }
        forget(slot);
    }

    private void forget(Slot slot) {
        Map<String, Slot> mailbox = byServer.get(slot.serverId);
        if (mailbox == null || !mailbox.remove(slot.notificationId, slot)) {
            return; // dropped before its time
        }
        bytes -= SLOT_COST + (slot.letter == null ? 0 : slot.letter.cost());
        slot.letter = null;
        if (mailbox.isEmpty()) {
            byServer.remove(slot.serverId);
        }
    }
}
