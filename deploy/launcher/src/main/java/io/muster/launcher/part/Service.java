package io.muster.launcher.part;

import io.muster.launcher.process.ProcessSpec;
import io.muster.launcher.secret.SecretFiles;
import io.muster.launcher.secret.Secrets;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A packaged service. Its whole configuration is in its environment, with the names that containers use too (see
 * docker-compose.yml). For a run with other JVM options set {@code MUSTER_JAVA_OPTIONS}, or for one service
 * {@code MUSTER_TICKET_SERVICE_JAVA_OPTIONS} and so on.
 */
public final class Service implements PartRunner {

    private static final String HEAP = "512m";
    /** Room for the waiting tickets of every pool, and twice that while pools are read anew. */
    private static final String HEAP_OF_POOLS = "1536m";

    private static final String LOOPBACK = "127.0.0.1";

    private final StackFolder folder;
    private final Secrets secrets;
    private final StackState state;
    private final boolean training;

    /**
     * The services of a stack.
     *
     * @param training whether each writes an AOT cache when it is told to stop
     */
    public Service(StackFolder folder, Secrets secrets, StackState state, boolean training) {
        this.folder = folder;
        this.secrets = secrets;
        this.state = state;
        this.training = training;
    }

    @Override
    public void prepare(Part part) {
        StackFolder.createPrivate(folder.of(part.id().name()));
        if (part.id().name() == PartName.SESSION) {
            SecretFiles.writeClients(folder, secrets);
        }
    }

    @Override
    public ProcessSpec spec(Part part) {
        PartName name = part.id().name();
        Path jar = folder.serviceJar(name);
        return new ProcessSpec(
                JavaCommand.of(
                        name == PartName.MATCH_FUNCTION ? HEAP_OF_POOLS : HEAP,
                        options(name, jar),
                        "-jar",
                        jar.toString()),
                environment(part),
                folder.of(name),
                folder.log(part.id()));
    }

    @Override
    public Duration stopPatience() {
        return training ? AotCache.WRITING : PartRunner.super.stopPatience();
    }

    @Override
    public boolean isReady(Part part) {
        return Http.answersOk(part.managementPort(), "/q/health/ready");
    }

    Map<String, String> environment(Part part) {
        PartName name = part.id().name();
        Map<String, String> environment = new TreeMap<>();
        environment.put("QUARKUS_HTTP_HOST", LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(part.port()));
        environment.put("QUARKUS_MANAGEMENT_HOST", LOOPBACK);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(part.managementPort()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", Kafka.bootstrapServers(state.only(PartName.KAFKA)));
        environment.put("MUSTER_DATABASE_HOST", LOOPBACK);
        environment.put(
                "MUSTER_DATABASE_PORT",
                Integer.toString(state.only(PartName.POSTGRES).port()));
        environment.put("MUSTER_DATABASE_NAME", name.database());
        environment.put("MUSTER_DATABASE_USER", name.database());
        environment.put("MUSTER_DATABASE_PASSWORD", secrets.databases().get(name.text()));
        environment.put("MUSTER_DATA_DIR", folder.of(name).toString());
        environment.put("MUSTER_JWKS_URL", sessionUrl() + "/.well-known/jwks.json");
        environment.put(
                "MUSTER_GATEWAY_URL",
                "http://" + LOOPBACK + ':' + state.only(PartName.GATEWAY).port());
        environment.put("MUSTER_CLIENT_ID", name.text());
        environment.put("MUSTER_CLIENT_SECRET", secrets.clients().get(name.text()));
        if (name == PartName.SESSION) {
            environment.put("MUSTER_CLIENTS_FILE", folder.clientsFile().toString());
        }
        if (name == PartName.ALLOCATOR) {
            addAccess(environment);
        }
        return environment;
    }

    /** Where the allocator gets tokens for game servers, and what it tells them about the stack. */
    private void addAccess(Map<String, String> environment) {
        String gateway = LOOPBACK + ':' + state.only(PartName.GATEWAY).port();
        environment.put("MUSTER_SESSION_URL", sessionUrl());
        environment.put("MUSTER_API_URL", "http://" + gateway);
        environment.put("MUSTER_GATEWAY_URL", "ws://" + gateway + "/dshub/");
    }

    private String sessionUrl() {
        return "http://" + LOOPBACK + ':' + state.only(PartName.SESSION).port();
    }

    private List<String> options(PartName name, Path jar) {
        List<String> options = new ArrayList<>(training ? AotCache.record(jar) : AotCache.use(jar));
        options.addAll(variable("MUSTER_JAVA_OPTIONS"));
        options.addAll(variable("MUSTER_" + name.database().toUpperCase(Locale.ROOT) + "_JAVA_OPTIONS"));
        return options;
    }

    private static List<String> variable(String name) {
        String value = System.getenv(name);
        return value == null || value.isBlank()
                ? List.of()
                : List.of(value.trim().split("\\s+", -1));
    }
}
