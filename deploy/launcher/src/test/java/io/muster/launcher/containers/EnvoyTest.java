package io.muster.launcher.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.launcher.stack.PartName;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** deploy/envoy/envoy.yaml against the route table of the small gateway and the ports of the services. */
class EnvoyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ENVOY = JSON.valueToTree(Checkout.yaml("deploy/envoy/envoy.yaml"));

    static Stream<JsonNode> routes() {
        return elements(read(Checkout.text("deploy/api-gateway/src/main/resources/routes.json")));
    }

    static Stream<String> services() {
        return PartName.services().stream().map(PartName::text);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routesAsTheSmallGatewayDoes(JsonNode route) {
        String path = route.get("path").asText().replace("{namespace}", "arena");

        assertThat(clusterOf(path)).contains(route.get("service").asText());
        assertThat(clusterOf(path + "/some/thing"))
                .contains(route.get("service").asText());
    }

    @ParameterizedTest
    @CsvSource({"/", "/q/health", "/arena/matchmaking/api/v1/ticketsale", "/session/v2/x", "/admin", "/oauth2/tokens"})
    void routesNothingElse(String path) {
        assertThat(clusterOf(path)).isEmpty();
    }

    @Test
    void hasNoRouteThatTheSmallGatewayLacks() {
        assertThat(envoyRoutes()).hasSize((int) routes().count());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsWebSocketsThroughOnlyWhereThereAreSome(JsonNode route) {
        JsonNode found =
                find(route.get("path").asText().replace("{namespace}", "arena")).orElseThrow();

        assertThat(found.at("/route/upgrade_configs").toString().contains("\"enabled\":true"))
                .isEqualTo(route.path("socket").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("services")
    void sendsToThePortsOfTheService(String service) {
        JsonNode endpoint = cluster(service).at("/load_assignment/endpoints/0/lb_endpoints/0/endpoint");
        JsonNode address = endpoint.at("/address/socket_address");

        assertThat(address.get("address").asText()).isEqualTo(service);
        assertThat(address.get("port_value").asText())
                .isEqualTo(Checkout.properties(service).getProperty("quarkus.http.port"));
        assertThat(endpoint.at("/health_check_config/port_value").asText())
                .isEqualTo(Checkout.properties(service).getProperty("quarkus.management.port"));
    }

    @Test
    void refusesPathsThatServicesCouldReadDifferently() {
        JsonNode manager = manager();

        assertThat(manager.get("normalize_path").asBoolean()).isTrue();
        assertThat(manager.get("path_with_escaped_slashes_action").asText()).isEqualTo("REJECT_REQUEST");
    }

    @Test
    void keepsItsAdminPageToItself() {
        assertThat(ENVOY.at("/admin/address/socket_address/address").asText()).isEqualTo("127.0.0.1");
    }

    private static Optional<String> clusterOf(String path) {
        return find(path).map(route -> route.at("/route/cluster").asText());
    }

    /** The first match wins, as in Envoy. */
    private static Optional<JsonNode> find(String path) {
        return envoyRoutes().stream()
                .filter(route -> matches(route.get("match"), path))
                .findFirst();
    }

    private static boolean matches(JsonNode match, String path) {
        if (match.has("path_separated_prefix")) {
            String prefix = match.get("path_separated_prefix").asText();
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
        return Pattern.matches(match.at("/safe_regex/regex").asText(), path);
    }

    private static List<JsonNode> envoyRoutes() {
        return elements(manager().at("/route_config/virtual_hosts/0/routes")).toList();
    }

    private static JsonNode manager() {
        return ENVOY.at("/static_resources/listeners/0/filter_chains/0/filters/0/typed_config");
    }

    private static JsonNode cluster(String name) {
        return elements(ENVOY.at("/static_resources/clusters"))
                .filter(cluster -> cluster.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all.stream();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
