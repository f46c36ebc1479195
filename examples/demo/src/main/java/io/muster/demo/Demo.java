package io.muster.demo;

import io.muster.client.Endpoints;
import io.muster.client.MusterClient;
import io.muster.client.allocation.Payload;
import io.muster.launcher.stack.StackFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./muster demo}. */
@Command(
        name = "demo",
        description = "Plays an evening of matches with real game servers against a running stack.",
        mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {

    private static final int CONNECTIONS = 64;

    @Option(
            names = "--url",
            defaultValue = "${env:MUSTER_GATEWAY_URL:-http://localhost:8080}",
            description = "Address of the API gateway (default: that of the stack).")
    URI url;

    @Option(
            names = "--data",
            defaultValue = "${env:MUSTER_DATA:-.muster}",
            description = "Data folder of the stack, where the key for tokens is (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(
            names = "--root",
            hidden = true,
            defaultValue = "${env:MUSTER_ROOT:-.}",
            description = "The checkout, where the game server was built.")
    Path root;

    @Option(names = "--namespace", defaultValue = "demo", description = "The tenant (default: ${DEFAULT-VALUE}).")
    String namespace;

    @Option(
            names = "--match-seconds",
            defaultValue = "30",
            description = "How long a match lasts (default: ${DEFAULT-VALUE}).")
    int matchSeconds;

    private Demo() {}

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Demo());
        command.setExecutionExceptionHandler((failure, failed, _) -> {
            failed.getErr().println();
            failed.getErr().println("The evening ended badly: " + failure.getMessage());
            return 1;
        });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() {
        StackFolder folder = new StackFolder(root, data);
        Tokens tokens = new Tokens(folder.signingKey(), namespace);
        Narrator narrator = new Narrator(System.out, System::nanoTime);
        try (MusterClient client = MusterClient.to(null, Endpoints.gateway(url), namespace, CONNECTIONS);
                Arena arena = new Arena(
                        client.as(tokens.developer()), "evening-" + Long.toString(System.currentTimeMillis(), 36))) {
            play(arena, client, tokens, narrator, folder);
        }
        narrator.title("Everything happened as told. Queue and game servers are removed.");
        return 0;
    }

    private void play(Arena arena, MusterClient client, Tokens tokens, Narrator narrator, StackFolder folder) {
        Duration match = Duration.ofSeconds(matchSeconds);
        narrator.title("The allocator starts game servers as processes of this machine");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<Payload> servers =
                arena.startServers(java, folder.jar("examples/game-server", "muster-game-server"), match);
        servers.forEach(server ->
                narrator.tell("%s is %s".formatted(server.id(), server.status().state())));
        arena.openQueue();
        new Evening(arena, client.as(tokens.backend()), tokens, narrator).play(match);
    }
}
