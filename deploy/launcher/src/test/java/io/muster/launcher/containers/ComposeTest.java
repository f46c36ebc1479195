package io.muster.launcher.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Topic;
import io.muster.contracts.Topics;
import io.muster.launcher.stack.PartName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml against the configuration of the services it runs. No container engine is needed for it. */
class ComposeTest {

    private final Compose compose = new Compose();

    static Stream<String> services() {
        return PartName.services().stream().map(PartName::text);
    }

    static Stream<String> containers() {
        return new Compose().containers().stream();
    }

    @Test
    void runsEveryPartOfAStack() {
        Set<String> parts = Stream.of(PartName.values()).map(PartName::text).collect(Collectors.toSet());

        assertThat(compose.containers()).isEqualTo(parts);
    }

    @ParameterizedTest
    @MethodSource("services")
    void asksTheManagementPortForReadiness(String service) {
        assertThat(compose.map(service, "healthcheck").get("test"))
                .isEqualTo(List.of("CMD", "/app/healthy", setting(service, "quarkus.management.port")));
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesEveryServiceItsOwnDatabase(String service) {
        String name = service.replace('-', '_');
        String password = String.valueOf(compose.environment(service).get("MUSTER_DATABASE_PASSWORD"));

        assertThat(compose.environment(service))
                .containsEntry("MUSTER_DATABASE_NAME", name)
                .containsEntry("MUSTER_DATABASE_USER", name)
                .containsEntry("MUSTER_DATABASE_HOST", "postgres");
        assertThat(compose.environment("postgres"))
                .containsEntry(name.toUpperCase(Locale.ROOT) + "_PASSWORD", password);
        assertThat(Checkout.text("deploy/containers/create-databases.sh"))
                .contains("create " + name + " \"$" + name.toUpperCase(Locale.ROOT) + "_PASSWORD\"");
    }

    @ParameterizedTest
    @MethodSource("services")
    void setsOnlyVariablesThatAServiceReads(String service) {
        String sources = Checkout.sources(service) + Checkout.sources("platform/runtime") + Checkout.sharedProperties();

        assertThat(compose.environment(service).keySet()).allSatisfy(variable -> {
            String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
            assertThat(sources).containsAnyOf(variable, property, mappedName(property));
        });
    }

    @Test
    void bringsServicesToTheBrokerAndTheKeys() {
        String jwksPort = setting("session-service", "quarkus.http.port");

        services()
                .forEach(service -> assertThat(compose.environment(service))
                        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")
                        .containsEntry(
                                "MUSTER_JWKS_URL", "http://session-service:" + jwksPort + "/.well-known/jwks.json"));
        assertThat(compose.environment("kafka"))
                .containsEntry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092")
                .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    @ParameterizedTest
    @MethodSource("services")
    void readsOnlyTopicsOfTheCatalogue(String service) {
        Set<String> catalogue = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
        Properties properties = Checkout.properties(service);

        Set<String> read = properties.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.[a-z]+\\.[^.]+\\.topics?"))
                .flatMap(name -> Stream.of(properties.getProperty(name).split(",", -1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(catalogue).containsAll(read);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void hardensEveryContainer(String container) {
        assertThat(compose.container(container))
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsKeys("healthcheck", "deploy", "user");
        assertThat(String.valueOf(compose.container(container).get("user"))).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(String.valueOf(compose.map(container, "deploy"))).contains("memory=", "cpus=", "pids=");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void pinsTheVersionOfForeignImages(String container) {
        boolean own = compose.container(container).containsKey("build");

        assertThat(String.valueOf(compose.container(container).get("image")))
                .satisfies(image -> assertThat(own ? image.startsWith("muster/") : image.matches(".+:v?[0-9].*"))
                        .isTrue());
    }

    @Test
    void hasNoPasswordOfItsOwn() {
        assertThat(compose.containers())
                .allSatisfy(container -> assertThat(
                                compose.environment(container) == null
                                        ? Map.<String, Object>of()
                                        : compose.environment(container))
                        .allSatisfy((name, value) -> {
                            if (name.matches(".*(PASSWORD|SECRET).*")) {
                                assertThat(value.toString()).startsWith("${").contains(":?");
                            }
                        }));
    }

    @Test
    void explainsEveryVariableInTheExample() {
        Set<String> explained = Checkout.text(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(Compose.allVariables());
    }

    @Test
    void leavesRequiredVariablesEmptyInTheExample() {
        assertThat(Compose.requiredVariables())
                .allSatisfy(variable ->
                        assertThat(Checkout.text(".env.example").lines()).contains(variable + "="));
    }

    @Test
    void opensNothingButTheGatewayAndGamePorts() {
        Set<String> published = compose.containers().stream()
                .filter(container -> compose.container(container).containsKey("ports"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(published).containsExactly("allocator-service", "api-gateway");
        assertThat(compose.section("networks").get("inside")).isEqualTo(Map.of("internal", true));
    }

    @Test
    void publishesExactlyThePortsOfGameServers() {
        Map<String, Object> environment = compose.environment("allocator-service");
        String range =
                environment.get("MUSTER_ALLOCATOR_PORTS_FROM") + "-" + environment.get("MUSTER_ALLOCATOR_PORTS_TO");

        assertThat(compose.list("allocator-service", "ports")).containsExactly(range + ":" + range + "/udp");
    }

    @ParameterizedTest
    @MethodSource("services")
    void buildsEachImageFromItsOwnService(String service) {
        Map<String, Object> build = compose.map(service, "build");

        assertThat(build).containsEntry("args", Map.of("SERVICE", service));
        assertThat(Checkout.exists(String.valueOf(build.get("dockerfile")))).isTrue();
        assertThat(Checkout.text("deploy/containers/Dockerfile")).contains(" AS " + build.get("target"));
    }

    @Test
    void buildsImagesOnThisJavaVersionAndNotAsRoot() {
        String dockerfile = Checkout.text("deploy/containers/Dockerfile");

        assertThat(dockerfile).contains("FROM eclipse-temurin:25-jre").doesNotContain(":latest");
        assertThat(dockerfile.lines().filter(line -> line.startsWith("USER ")).toList())
                .last()
                .isEqualTo("USER 10001:10001");
    }

    private static String setting(String service, String name) {
        return Checkout.properties(service).getProperty(name);
    }

    /** A method of a mapped configuration, such as {@code clientsFile} for {@code muster.clients.file}. */
    private static String mappedName(String property) {
        String[] words = property.split("\\.", -1);
        String last = words[words.length - 1];
        return " " + last + "()";
    }
}
