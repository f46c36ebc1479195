package io.muster.launcher.secret;

import io.muster.launcher.stack.PartName;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Random passwords of one stack, made when its data folder is new.
 *
 * @param databaseAdmin password of PostgreSQL's superuser
 * @param databases password of a service's role by service name
 * @param clients client secret of a service by service name
 */
public record Secrets(String databaseAdmin, Map<String, String> databases, Map<String, String> clients) {

    private static final int BYTES = 24;

    public Secrets {
        databases = Map.copyOf(databases);
        clients = Map.copyOf(clients);
    }

    static Secrets random() {
        SecureRandom random = new SecureRandom();
        Map<String, String> databases = new TreeMap<>();
        Map<String, String> clients = new TreeMap<>();
        for (PartName service : PartName.services()) {
            databases.put(service.text(), word(random));
            clients.put(service.text(), word(random));
        }
        return new Secrets(word(random), databases, clients);
    }

    private static String word(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
