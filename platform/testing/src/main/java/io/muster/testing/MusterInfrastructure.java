package io.muster.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives a {@code @QuarkusTest} a real broker and a real database: {@code @WithTestResource(MusterInfrastructure.class)}.
 * Both are started once per JVM and shared by all test classes; {@code -Dmuster.infra=containers} takes them from
 * containers instead. The configuration has the names that production uses, see the operating guide.
 *
 * <p>The service is the one in {@code quarkus.application.name}, or the init argument {@code service}.
 */
public final class MusterInfrastructure implements QuarkusTestResourceLifecycleManager {

    private String service;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.get("service");
    }

    @Override
    public Map<String, String> start() {
        MusterDatabase database = MusterDatabase.of(serviceName());
        Map<String, String> config = new LinkedHashMap<>();
        config.put("kafka.bootstrap.servers", MusterBroker.bootstrapServers());
        config.put("muster.database.host", database.host());
        config.put("muster.database.port", Integer.toString(database.port()));
        config.put("muster.database.name", database.name());
        config.put("muster.database.user", database.user());
        config.put("muster.database.password", database.password());
        config.put("muster.jwks.url", TestTokens.jwksFile().toUri().toString());
        config.put("muster.data.dir", TestTokens.dataFolder(serviceName()).toString());
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        config.put("quarkus.devservices.enabled", "false");
        return config;
    }

    /** Nothing to do: broker and database serve the next test class too, and stop with the JVM. */
    @Override
    public void stop() {}

    private String serviceName() {
        return service != null
                ? service
                : ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.application.name", String.class)
                        .orElseThrow(() -> new IllegalStateException("set quarkus.application.name or the init"
                                + " argument 'service', so that the service gets its own database"));
    }
}
