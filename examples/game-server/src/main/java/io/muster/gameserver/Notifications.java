package io.muster.gameserver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Understands the messages of the notification gateway (seed 001) and acts on them. */
final class Notifications {

    private final Game game;
    private final Optional<BackfillApi> backfill;
    private final InstantSource clock;

    Notifications(Game game, Optional<BackfillApi> backfill, InstantSource clock) {
        this.game = game;
        this.backfill = backfill;
        this.clock = clock;
    }

    void accept(String message) {
        try {
            Object json = Json.read(message);
            String topic = Json.textAt(json, "topic");
            Log.say("received " + topic);
            act(topic, Json.at(json, "payload"));
        } catch (IllegalArgumentException e) {
            Log.say("received something that is not JSON");
        }
    }

    private void act(String topic, Object payload) {
        switch (topic) {
            case "serverClaimed" -> {
                if (game.claimed(clock.instant())) {
                    Log.say("claimed for session " + Json.textAt(payload, "session_id"));
                }
            }
            case "BACKFILL_PROPOSAL" ->
                takeLateComers(Json.textAt(payload, "BackfillTicketID"), Json.textAt(payload, "ProposalID"));
            case "SESSION_ENDED_NOTIF" -> game.end();
            case "crash" -> game.wantCrash();
            default -> {} // nothing to do about the others
        }
    }

    /** Apart from the socket's thread, which must go on reading. */
    private void takeLateComers(String backfillId, String proposalId) {
        backfill.ifPresent(api -> Thread.ofVirtual().start(() -> {
            try {
                Log.say("accepting proposal " + proposalId + ": " + api.accept(backfillId, proposalId));
            } catch (IOException e) {
                Log.say("proposal " + proposalId + " was not answered: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
