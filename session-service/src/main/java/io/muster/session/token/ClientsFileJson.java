package io.muster.session.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.runtime.security.Role;
import io.muster.session.secret.SecretHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that lists the clients: a JSON array of {@code {"clientId", "secret" or "secretHash", "namespace", "roles",
 * "permissions"}}. A permission is {@code mint:} and a role.
 */
final class ClientsFileJson {

    private static final long MOST_BYTES = 1 << 20;
    private static final String MINT = "mint:";

    private final ObjectMapper mapper = JsonMapper.builder().build();
    private final Path file;

    ClientsFileJson(Path file) {
        this.file = file;
    }

    /** Clients by id; fails when the file is not what it should be, without naming any secret. */
    Map<String, ApiClient> read() throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("has more than " + MOST_BYTES + " bytes");
        }
        Map<String, ApiClient> clients = new HashMap<>();
        for (Entry entry : entries()) {
            if (clients.put(entry.clientId, entry.toClient()) != null) {
                throw new IOException("names the client " + entry.clientId + " twice");
            }
        }
        return clients;
    }

    private Entry[] entries() throws IOException {
        try {
            return mapper.readValue(file.toFile(), Entry[].class);
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e); // the whole message would quote from the file
        }
    }

    /** Changes when the file does. */
    String stamp() throws IOException {
        return Files.getLastModifiedTime(file) + "/" + Files.size(file);
    }

    private record Entry(
            String clientId,
            String secret,
            String secretHash,
            String namespace,
            List<String> roles,
            List<String> permissions) {

        ApiClient toClient() throws IOException {
            if (clientId == null || namespace == null || (secret == null) == (secretHash == null)) {
                throw new IOException(
                        "client " + clientId + " needs clientId, namespace and one of secret, secretHash");
            }
            try {
                SecretHash hash = secret != null ? SecretHash.ofSecret(secret) : SecretHash.parse(secretHash);
                return new ApiClient(clientId, hash, namespace, roles(orEmpty(roles).stream()), minting());
            } catch (IllegalArgumentException e) {
                throw new IOException("client " + clientId + ": " + e.getMessage(), e);
            }
        }

        private Set<Role> minting() {
            return roles(orEmpty(permissions).stream()
                    .filter(permission -> permission.startsWith(MINT))
                    .map(permission -> permission.substring(MINT.length())));
        }

        private static Set<Role> roles(Stream<String> names) {
            return names.map(name -> Role.ofClaim(name)
                            .orElseThrow(() -> new IllegalArgumentException("there is no role " + name)))
                    .collect(Collectors.toSet());
        }

        private static List<String> orEmpty(List<String> list) {
            return list == null ? List.of() : list;
        }

        @Override
        public String toString() {
            return "Entry[" + clientId + "]";
        }
    }
}
