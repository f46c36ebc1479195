package io.muster.gameserver;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The program. Exits 0 when its match is over, 1 when it could not report ready, and is halted with 70 when it shall
 * crash.
 */
public final class GameServer {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CRASHED = 70;

    private final Game game;
    private final PayloadApi payloadApi;
    private final InstantSource clock;

    private GameServer(Game game, PayloadApi payloadApi, InstantSource clock) {
        this.game = game;
        this.payloadApi = payloadApi;
        this.clock = clock;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(System.getenv(), List.of(arguments));
        Log.say("starting " + settings);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        Game game = new Game(settings);
        PayloadApi payloadApi = new PayloadApi(http, settings.payloadApi());
        Clock clock = Clock.systemUTC();
        Optional<BackfillApi> backfill = settings.apiUrl()
                .filter(url -> settings.token().isPresent())
                .map(url -> new BackfillApi(http, settings));
        Notifications notifications = new Notifications(game, backfill, clock);
        try (PlayerPort players = new PlayerPort(settings.port());
                NotificationSocket socket = new NotificationSocket(http, settings, notifications::accept)) {
            players.open();
            if (settings.gatewayUrl().isPresent() && settings.token().isPresent()) {
                socket.open();
            }
            payloadApi.ready();
            Log.say("ready");
            new GameServer(game, payloadApi, clock).play();
        }
        Log.say("over");
        System.exit(0);
    }

    private void play() throws InterruptedException {
        long polledAt = System.nanoTime() - POLL.toNanos();
        while (true) {
            switch (game.step(clock.instant())) {
                case FINISH -> {
                    return;
                }
                case CRASH -> {
                    Log.say("crashing, as it was asked to");
                    Runtime.getRuntime().halt(CRASHED);
                }
                case WAIT, PLAY -> Thread.sleep(TICK);
            }
            if (System.nanoTime() - polledAt >= POLL.toNanos()) {
                polledAt = System.nanoTime();
                poll();
            }
        }
    }

    /** The notification comes first, but a server that has no socket learns of its reservation here. */
    private void poll() throws InterruptedException {
        try {
            payloadApi
                    .payload()
                    .ifPresentOrElse(
                            payload -> {
                                if (payload.reserved() && game.claimed(clock.instant())) {
                                    Log.say("reserved for session " + payload.sessionId());
                                }
                                if (payload.crashWanted()) {
                                    game.wantCrash();
                                }
                            },
                            game::end);
        } catch (IOException e) {
            Log.say("the payload cannot be read for the moment: " + e);
        }
    }
}
