package io.muster.launcher.part;

import io.muster.launcher.process.ProcessSpec;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.Ports;
import io.muster.launcher.stack.StackFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One KRaft node, broker and controller in one JVM. Its second port is the controller's. */
public final class Kafka implements PartRunner {

    private static final int NODE = 1;
    private static final String HEAP = "512m";
    private static final int PATIENCE_MILLIS = 2_000;

    private final StackFolder folder;
    private final boolean training;

    /**
     * The broker of a stack.
     *
     * @param training whether it writes an AOT cache when it is told to stop
     */
    public Kafka(StackFolder folder, boolean training) {
        this.folder = folder;
        this.training = training;
    }

    public static String bootstrapServers(Part part) {
        return "127.0.0.1:" + part.port();
    }

    @Override
    public void prepare(Part part) throws IOException {
        Files.createDirectories(log(part));
        Files.writeString(configuration(part), text(settings(part)));
        if (!Files.exists(log(part).resolve("meta.properties"))) {
            format(log(part));
        }
    }

    @Override
    public ProcessSpec spec(Part part) {
        return new ProcessSpec(
                JavaCommand.of(
                        HEAP,
                        options(),
                        "-cp",
                        folder.libraries() + "/*",
                        "kafka.Kafka",
                        configuration(part).toString()),
                Map.of(),
                folder.of(part.id().name()),
                folder.log(part.id()));
    }

    private List<String> options() {
        Path libraries = folder.libraries();
        List<String> options = new ArrayList<>(training ? AotCache.record(libraries) : AotCache.use(libraries));
        options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        options.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        return options;
    }

    @Override
    public Duration stopPatience() {
        return training ? AotCache.WRITING : PartRunner.super.stopPatience();
    }

    @Override
    public boolean isReady(Part part) {
        return !Ports.isFree(part.port()) && answers(part);
    }

    private static boolean answers(Part part) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(part),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS))) {
            return !admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false; // not yet
        }
    }

    /**
     * A machine that holds everything needs no replicas. The flush settings stay as Kafka has them: the page cache
     * survives a killed broker, which is what a single machine can promise.
     */
    private Map<String, String> settings(Part part) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + part.managementPort());
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + part.port() + ",CONTROLLER://127.0.0.1:" + part.managementPort());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", log(part).toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("min.insync.replicas", "1");
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "8");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.segment.bytes", "67108864");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        return settings;
    }

    /** What the storage tool of Kafka does, without a JVM of its own. */
    private static void format(Path log) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(log.toString())
                    .addDirectory(log.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException("could not format " + log, e);
        }
    }

    private Path log(Part part) {
        return folder.of(part.id().name()).resolve("log");
    }

    private Path configuration(Part part) {
        return folder.of(part.id().name()).resolve("server.properties");
    }

    private static String text(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + '=' + setting.getValue() + '\n')
                .collect(Collectors.joining());
    }
}
